using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Board.Web.Shell;

/// <summary>The API's description, made once: it says nothing that changes while the server runs.</summary>
public sealed class ApiDescription
{
    private readonly Lazy<Task<OpenApiDocument>> _document;
    private readonly Lazy<Task<byte[]>> _json;

    /// <summary>Makes it when it is first asked for.</summary>
    public ApiDescription(IServiceProvider services)
    {
        _document = new(() => services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDescriptions.Name).GetOpenApiDocumentAsync());
        _json = new(async () => Encoding.UTF8.GetBytes(await (await _document.Value).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)));
    }

    /// <summary>As it is shown to people.</summary>
    public Task<OpenApiDocument> DocumentAsync() => _document.Value;

    /// <summary>As it goes over the wire.</summary>
    public Task<byte[]> JsonAsync() => _json.Value;
}

/// <summary>Adds to the description what the calls' types don't say.</summary>
public static class ApiDescriptions
{
    internal const string Name = "v1";

    private const string Problem = "ProblemDetails";

    /// <summary>Adds the description.</summary>
    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddSingleton<ApiDescription>();
        services.AddOpenApi(Name, options => options.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        }));
    }

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new() { Title = "Digital Transformation Board", Version = "1" };
        var schemas = document.Components!.Schemas!;
        // An answer always has all of its fields; those without a value are null.
        foreach (var (name, schema) in schemas)
            if (schema is OpenApiSchema { Properties: { } fields } answer && name.EndsWith("Json", StringComparison.Ordinal))
                answer.Required = fields.Keys.ToHashSet();
        DescribeProblems((OpenApiSchema)schemas[Problem], document);

        document.AddComponent("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token that the administrator made." });
        foreach (var (method, call) in document.Paths.Values.SelectMany(path => path.Operations ?? []))
        {
            OpenApiSecurityRequirement token = new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] };
            // Whatever is read needs no token where the board is public.
            call.Security = method == HttpMethod.Get ? [new(), token] : [token];
        }
    }

    private static void DescribeProblems(OpenApiSchema problem, OpenApiDocument document)
    {
        OpenApiSchema List() => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(nameof(Text.RejectionJson), document) };
        problem.AdditionalPropertiesAllowed = true;
        problem.Properties!["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; title says it in words." };
        problem.Properties["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = List(), Description = "By field." };
        problem.Properties["warnings"] = List();
        problem.Required = new HashSet<string> { "title", "status", "code" };
    }
}
