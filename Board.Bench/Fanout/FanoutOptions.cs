using System.Globalization;
using Board.Bench.Servers;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>What one run of <c>fanout</c> does.</summary>
internal sealed record FanoutOptions
{
    public const string Usage = """
        fanout --watchers N | --circuits N
            [--updates 100] [--warm-up 300] [--gap 300] [--burst-rate 50] [--burst-seconds 8]
            [--server DLL] [--server-core 0] [--client-core 1]
        """;

    public required ViewerKind Kind { get; init; }

    public required int Viewers { get; init; }

    /// <summary>Measured updates, a multiple of the five turns that the two servers take.</summary>
    public int Updates { get; private init; } = 100;

    /// <summary>After a hundred the compiler still works on what has become hot, and took a third of what an update of a thousand viewers cost.</summary>
    public int WarmUp { get; private init; } = 300;

    /// <summary>Between an update that all have seen and the next: the product shows the first at once, then four a second.</summary>
    public TimeSpan Gap { get; private init; } = TimeSpan.FromMilliseconds(300);

    public int BurstRate { get; private init; } = 50;

    public int BurstSeconds { get; private init; } = 8;

    public string Server { get; private init; } = Repository.BoardDll;

    public int ServerCore { get; private init; }

    public int ClientCore { get; private init; } = 1;

    /// <exception cref="ArgumentException">An argument is unknown, missing or no number.</exception>
    public static FanoutOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2) throw new ArgumentException(Usage);
        var kind = arguments[0] switch
        {
            "--watchers" => ViewerKind.Watchers,
            "--circuits" => ViewerKind.Circuits,
            _ => throw new ArgumentException(Usage),
        };
        var options = new FanoutOptions { Kind = kind, Viewers = Number(arguments[1]) };
        for (var i = 2; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException(Usage));
        return options;
    }

    private FanoutOptions With(string name, string value) => name switch
    {
        "--updates" => this with { Updates = Math.Max(5, Number(value)) },
        "--warm-up" => this with { WarmUp = Number(value) },
        "--gap" => this with { Gap = TimeSpan.FromMilliseconds(Number(value)) },
        "--burst-rate" => this with { BurstRate = Number(value) },
        "--burst-seconds" => this with { BurstSeconds = Number(value) },
        "--server" => this with { Server = value },
        "--server-core" => this with { ServerCore = Number(value) },
        "--client-core" => this with { ClientCore = Number(value) },
        _ => throw new ArgumentException($"{name}?\n{Usage}"),
    };

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"'{text}' is no number\n{Usage}");
}
