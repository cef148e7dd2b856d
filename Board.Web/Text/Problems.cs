using Board.Domain.Readings;
using Microsoft.Extensions.Localization;

namespace Board.Web.Text;

/// <summary>Refusals of the API: RFC 9457 problem details with a stable <c>code</c>, worded in the asker's language.</summary>
public static class Problems
{
    /// <summary>A problem by its code.</summary>
    public static IResult Of(int status, string code, params object[] arguments) => new Problem(status, code, [], null, arguments);

    /// <summary>A problem with the input, by field.</summary>
    public static IResult Of(int status, string code, IReadOnlyList<Rejection> errors) => new Problem(status, code, errors, null, []);

    /// <summary>A problem that can be overcome by confirming the warnings.</summary>
    public static IResult OfWarnings(int status, string code, IReadOnlyList<Rejection> warnings) => new Problem(status, code, [], warnings, []);

    /// <summary>A problem that tells more than words: what is added stands beside <c>code</c>, under its own names.</summary>
    public static IResult With(int status, string code, IReadOnlyList<Rejection> errors, Dictionary<string, object?> more) => new Problem(status, code, errors, null, []) { More = more };

    private sealed record Problem(int Status, string Code, IReadOnlyList<Rejection> Errors, IReadOnlyList<Rejection>? Warnings, object[] Arguments) : IResult
    {
        public Dictionary<string, object?> More { get; init; } = [];

        public Task ExecuteAsync(HttpContext context)
        {
            var words = context.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>();
            var extensions = new Dictionary<string, object?>(More) { ["code"] = Code };
            if (Errors.Count > 0)
                extensions["errors"] = Errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => RejectionJson.Of(error, words)).ToList());
            if (Warnings is not null) extensions["warnings"] = Warnings.Select(warning => RejectionJson.Of(warning, words)).ToList();
            return Results.Problem(title: Refusals.Say(words, Code, Arguments), statusCode: Status, extensions: extensions).ExecuteAsync(context);
        }
    }
}

/// <summary>A rejection or warning in JSON, with its words.</summary>
public sealed record RejectionJson(string Field, string Code, string Message)
{
    /// <summary>Finds the words of a rejection.</summary>
    public static RejectionJson Of(Rejection rejection, IStringLocalizer<Refusals> words) =>
        new(rejection.Field, rejection.Code, Refusals.Say(words, rejection));
}
