using System.Security.Claims;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Indicators;

/// <summary>Recording a figure over HTTP.</summary>
public static class ReadingsApi
{
    /// <summary>The largest body, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    private const int LongestKey = 200;

    /// <summary>A figure as it is sent. Percent indicators take numerator and denominator, the others a value.</summary>
    /// <param name="Confirm">True once the warnings were seen.</param>
    public sealed record Body(
        string? Indicator, string? Unit, DateOnly? AsOf, decimal? Numerator, decimal? Denominator, decimal? Value, string? Note, bool? Confirm);

    /// <summary>The receipt.</summary>
    public sealed record ReceiptJson(long Id, int Revision, long Version, IReadOnlyList<RejectionJson> Warnings);

    /// <summary>Maps the calls.</summary>
    public static void MapReadingsApi(this IEndpointRouteBuilder api) =>
        api.MapPost("/plans/{id}/readings", SubmitAsync).RequireAuthorization(Policies.SignedIn).WithTags("Readings")
            .WithSummary("Records one figure. Warnings without confirm: true are answered 422 needs-confirmation, and nothing is stored.")
            .WithMetadata(new RequestSizeLimit(LargestBody))
            .Produces<ReceiptJson>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> SubmitAsync(
        string id, Body body, ClaimsPrincipal user, HttpRequest http, SubmitReading submit, IStringLocalizer<Refusals> words, CancellationToken cancel)
    {
        var missing = new (string Field, bool Missing)[]
        {
            ("indicator", string.IsNullOrEmpty(body.Indicator)), ("unit", string.IsNullOrEmpty(body.Unit)), ("asOf", body.AsOf is null),
        }.Where(field => field.Missing).Select(field => new Rejection(field.Field, "missing")).ToList();
        if (missing.Count > 0) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused", missing);

        var keys = http.Headers["Idempotency-Key"];
        if (keys.Count > 1 || keys is [var text] && (text is null or "" || text.Length > LongestKey || text.Any(c => c is < ' ' or > '~')))
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-idempotency-key", LongestKey);

        var draft = new ReadingDraft(body.Indicator!, body.Unit!, body.AsOf!.Value, body.Numerator, body.Denominator, body.Value, body.Note);
        var result = await submit.ExecuteAsync(
            TokenAuthentication.ActorOf(user), new(id, draft, body.Confirm ?? false, keys.FirstOrDefault(), "api"), cancel);
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

    private sealed record RequestSizeLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
