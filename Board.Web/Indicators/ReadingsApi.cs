using System.Security.Claims;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;

namespace Board.Web.Indicators;

/// <summary>Recording a figure over HTTP.</summary>
public static class ReadingsApi
{
    /// <summary>The largest body, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    private const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 200;

    private const string Address = "/plans/{id}/readings";

    /// <summary>A figure as it is sent. Percent indicators take numerator and denominator, the others a value.</summary>
    /// <param name="Confirm">True once the warnings were seen.</param>
    public sealed record ReadingBody(
        string? Indicator, string? Unit, DateOnly? AsOf,
        decimal? Numerator = null, decimal? Denominator = null, decimal? Value = null, string? Note = null, bool? Confirm = null);

    /// <summary>The receipt.</summary>
    public sealed record ReceiptJson(long Id, int Revision, long Version, IReadOnlyList<RejectionJson> Warnings);

    /// <summary>Maps the calls.</summary>
    public static void MapReadingsApi(this IEndpointRouteBuilder api)
    {
        api.MapPost(Address, SubmitAsync).RequireAuthorization(Policies.SignedIn).WithTags("Readings")
            .WithSummary("Records one figure. Warnings without confirm: true are answered 422 needs-confirmation, and nothing is stored.")
            .WithMetadata(new BodyLimit(LargestBody))
            .Produces<ReceiptJson>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer((call, _, _) =>
            {
                // Not a bound argument: binding would join two headers into one key.
                (call.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = KeyHeader,
                    In = ParameterLocation.Header,
                    Description = "Makes a retry return the first receipt.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = LongestKey },
                });
                return Task.CompletedTask;
            });
        // Said here: for GET, the framework's routes for files would make it a 404.
        api.MapMethods(Address, [HttpMethods.Get, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete], (HttpResponse response) =>
        {
            response.Headers.Allow = HttpMethods.Post;
            return Problems.Of(StatusCodes.Status405MethodNotAllowed, "method-not-allowed");
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> SubmitAsync(
        string id, ReadingBody body, ClaimsPrincipal user, HttpRequest http, SubmitReading submit, IStringLocalizer<Refusals> words, CancellationToken cancel)
    {
        var missing = new (string Field, bool Missing)[]
        {
            ("indicator", string.IsNullOrEmpty(body.Indicator)), ("unit", string.IsNullOrEmpty(body.Unit)), ("asOf", body.AsOf is null),
        }.Where(field => field.Missing).Select(field => new Rejection(field.Field, "missing")).ToList();
        if (missing.Count > 0) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", missing);

        var keys = http.Headers[KeyHeader];
        if (keys.Count > 1 || keys is [var text] && (text is null or "" || text.Length > LongestKey || text.Any(c => c is < ' ' or > '~')))
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-idempotency-key", LongestKey);

        var draft = new ReadingDraft(body.Indicator!, body.Unit!, body.AsOf!.Value, body.Numerator, body.Denominator, body.Value, body.Note);
        var result = await submit.ExecuteAsync(
            Actor.Of(user), new(id, draft, body.Confirm ?? false, keys.FirstOrDefault(), "api"), cancel);
        return result switch
        {
            SubmitReading.Result.Stored { Receipt: var receipt } => Results.Json(
                new ReceiptJson(receipt.Id, receipt.Revision, receipt.Version, [.. receipt.Warnings.Select(warning => RejectionJson.Of(warning, words))]),
                statusCode: StatusCodes.Status201Created),
            SubmitReading.Result.Refused refused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", refused.Rejections),
            SubmitReading.Result.NeedsConfirmation odd => Problems.OfWarnings(StatusCodes.Status422UnprocessableEntity, "needs-confirmation", odd.Warnings),
            SubmitReading.Result.KeyReused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused"),
            SubmitReading.Result.NotAllowed => Problems.Of(StatusCodes.Status403Forbidden, "not-allowed"),
            _ => Problems.Of(StatusCodes.Status404NotFound, "not-found"),
        };
    }
}
