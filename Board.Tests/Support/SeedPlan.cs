using System.Text;
using System.Text.Json.Nodes;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Support;

/// <summary>The 2023 plan's own file, to be changed.</summary>
public static class SeedPlan
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "seeds", "plans", BoardServer.Plan + ".json");

    public static byte[] Bytes() => File.ReadAllBytes(Path);

    public static byte[] With(Action<JsonObject> change)
    {
        var plan = JsonNode.Parse(Bytes())!.AsObject();
        change(plan);
        return Encoding.UTF8.GetBytes(plan.ToJsonString());
    }

    /// <summary>The plan with an approved number of inhabitants.</summary>
    public static byte[] WithPopulation(string unit, decimal value, string id = BoardServer.Plan) => With(plan =>
    {
        plan["id"] = id;
        plan["denominators"] = new JsonArray(new JsonObject { ["unit"] = unit, ["group"] = "population", ["year"] = 2023, ["value"] = value });
    });

    public static Task<ImportPlan.Result> ImportAsync(this BoardServer server, byte[] file) =>
        server.Services.GetRequiredService<ImportPlan>().ExecuteAsync(Actor.Console, file);
}
