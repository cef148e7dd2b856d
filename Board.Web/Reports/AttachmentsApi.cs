using System.Security.Claims;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.OpenApi;

namespace Board.Web.Reports;

/// <summary>Files attached to units' reports, over HTTP.</summary>
public static class AttachmentsApi
{
    private const string Address = "/plans/{id}/reports/{period}/{unit}/attachments";

    // What a form needs around its one file.
    private const int Wrapping = 64 * 1024;

    /// <summary>Maps the calls.</summary>
    public static void MapAttachmentsApi(this IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup(Address).RequireAuthorization(Policies.SignedIn).WithTags("Reports").ProducesProblem(StatusCodes.Status404NotFound);
        attachments.MapPost("", AddAsync).WithMetadata(new BodyLimit(AddAttachment.LargestFile + Wrapping))
            .AddOpenApiOperationTransformer((call, _, _) =>
            {
                // Not a bound argument: what is no form shall be told so in these calls' own words.
                call.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        ["multipart/form-data"] = new()
                        {
                            Schema = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Object,
                                Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                                Required = new HashSet<string> { "file" },
                            },
                        },
                    },
                };
                return Task.CompletedTask;
            })
            .WithSummary("Attaches one file of at most 10 MB: pdf, docx, xlsx, jpg or png.")
            .Produces<AttachmentJson>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        attachments.MapGet("/{attachment}", FindAsync).WithSummary("An attached file, to be saved and never shown in place.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        attachments.MapDelete("/{attachment}", RemoveAsync).WithSummary("Takes a file away from a report that is not handed in.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AddAsync(
        string id, string period, string unit, HttpRequest http, ClaimsPrincipal user, AddAttachment add, CancellationToken cancel)
    {
        // Before anything of the file is taken in: whoever may not attach it need not send it.
        var (open, refused) = await add.OpenAsync(Actor.Of(user), id, period, unit, cancel);
        if (open is not { } gate) return Answer(refused!);
        if (!http.HasFormContentType) return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "not-a-form");
        IFormCollection form;
        try { form = await http.ReadFormAsync(cancel); }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-request");
        }
        if (form.Files is not [var file]) return Refused(new("file", "one-file"));
        if (file.Length > AddAttachment.LargestFile) return Refused(new("file", "file-too-big", file.Length, AddAttachment.LargestFile));
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, cancel);

        var result = await add.ExecuteAsync(Actor.Of(user), new(id, period, unit, file.FileName, content), cancel);
        return result is AddAttachment.Result.Added added
            ? Results.Json(AttachmentJson.Of(added.Attachment, gate.Duty.Calendar.Clock), statusCode: StatusCodes.Status201Created)
            : Answer(result);
    }

    private static IResult Answer(AddAttachment.Result refused) => refused switch
    {
        AddAttachment.Result.Refused not => Refused(not.Rejection),
        AddAttachment.Result.Closed => Problems.Of(StatusCodes.Status409Conflict, "report-submitted"),
        AddAttachment.Result.NotYours not => ReportsApi.NotYours(not.Refusal),
        _ => throw new InvalidOperationException(),
    };

    private static async Task<IResult> FindAsync(
        string id, string period, string unit, string attachment, ClaimsPrincipal user, FindAttachment find, HttpResponse response, CancellationToken cancel)
    {
        var (file, refusal) = await find.ExecuteAsync(Actor.Of(user), id, period, unit, attachment, cancel);
        if (file is not { } found) return ReportsApi.NotYours(refusal!.Value);
        response.Headers.CacheControl = "private, no-store";
        // With a name it is sent as something to save, whatever it holds.
        return Results.Stream(found.Content, found.About.Type, found.About.Name);
    }

    private static async Task<IResult> RemoveAsync(
        string id, string period, string unit, string attachment, ClaimsPrincipal user, RemoveAttachment remove, CancellationToken cancel) =>
        await remove.ExecuteAsync(Actor.Of(user), new(id, period, unit, attachment), cancel) switch
        {
            RemoveAttachment.Outcome.Removed => Results.NoContent(),
            RemoveAttachment.Outcome.Closed => Problems.Of(StatusCodes.Status409Conflict, "report-submitted"),
            RemoveAttachment.Outcome.NotAllowed => ReportsApi.NotYours(ReportRefusal.NotAllowed),
            _ => ReportsApi.NotYours(ReportRefusal.NotFound),
        };

    private static IResult Refused(Rejection why) => Problems.Of(StatusCodes.Status422UnprocessableEntity, "refused-file", [why]);
}
