using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Charts;

/// <summary>A chart as it travels to the browser: written once for all who look at it. Both pieces stand right before the <see cref="ApexChart"/>, in this order.</summary>
/// <param name="Frame">What rarely changes: kind, scale, words, marks. Another frame is another chart.</param>
/// <param name="Series">The figures.</param>
public sealed record ChartData(MarkupString Frame, MarkupString Series)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Keeps letters as they are, and encodes all that means something in HTML.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Where there is nothing to draw.</summary>
    public static ChartData None { get; } = new(new("<data hidden value=''></data>"), new("<data hidden value=''></data>"));

    /// <summary>Writes a trajectory.</summary>
    public static ChartData Of(TrendFrame frame, TrendSeries series) => Write(frame, series);

    /// <summary>Writes a ranking.</summary>
    public static ChartData Of(RankingFrame frame, RankingSeries series) => Write(frame, series);

    private static ChartData Write<TFrame, TSeries>(TFrame frame, TSeries series) => new(Piece(frame), Piece(series));

    // The encoder leaves no apostrophe that could end the value.
    private static MarkupString Piece<T>(T data) => new($"<data hidden value='{JsonSerializer.Serialize(data, Json)}'></data>");
}

/// <summary>A value at a day, and how it is written.</summary>
public sealed record ChartPoint(DateOnly X, decimal Y, string Text);

/// <summary>From the lower to the upper end at a day.</summary>
public sealed record ChartSpan(DateOnly X, decimal Low, decimal High);

/// <summary>A meeting (phiên họp), to be marked on the way to a target.</summary>
public sealed record MeetingMark(DateOnly Date, string Title);

/// <summary>What surrounds a trajectory.</summary>
/// <param name="Low">The lower end of the scale.</param>
/// <param name="Step">From one line of the scale to the next.</param>
/// <param name="Unit">What follows each value on the scale, with the blank before it.</param>
/// <param name="Floor">The target, or the lower end of its range.</param>
/// <param name="Aim">The other end of the range; null without one.</param>
/// <param name="Target">The target in words.</param>
/// <param name="Names">The names of the lines that there are, in their order: <see cref="TrendSeries"/>.</param>
public sealed record TrendFrame(
    DateOnly From, DateOnly To, decimal Low, decimal High, decimal Step, string Unit, decimal Floor, decimal? Aim, string Target,
    TrendNames Names, IReadOnlyList<MeetingMark> Meetings)
{
    /// <summary>Which drawing it is.</summary>
    public string Kind => "trend";
}

/// <summary>What the lines of a trajectory are called; null where there is none.</summary>
public sealed record TrendNames(string Values, string? Path, string? Forecast, string? Span);

/// <summary>The lines of a trajectory.</summary>
public sealed record TrendSeries(
    IReadOnlyList<ChartPoint> Values, IReadOnlyList<ChartPoint>? Path, IReadOnlyList<ChartPoint>? Forecast, IReadOnlyList<ChartSpan>? Span);

/// <summary>What surrounds a ranking.</summary>
/// <param name="Bars">How many there are.</param>
/// <param name="Name">What a bar is.</param>
public sealed record RankingFrame(int Bars, string Name, string Unit)
{
    /// <summary>Which drawing it is.</summary>
    public string Kind => "ranking";
}

/// <summary>A bar, where it leads to, and whether it is one of the few that hold most.</summary>
public sealed record ChartBar(string Name, decimal Value, string Text, string Link, bool Strong);

/// <summary>The bars, longest first.</summary>
public sealed record RankingSeries(IReadOnlyList<ChartBar> Bars);
