using System.Globalization;
using System.Text;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>The table: the board, the bare hub, the ratio, and the target of performance.md where it has one.</summary>
internal sealed class FanoutReport(FanoutOptions options, Figures board, Figures bare)
{
    private readonly StringBuilder _text = new();

    private bool Circuits => options.Kind == ViewerKind.Circuits;

    public string Text()
    {
        var viewers = Circuits ? "circuits of /indicators/1a" : "watchers of /";
        _text.AppendLine(Invariant($"{options.Viewers} {viewers}; {board.LastViewer.Count} updates one at a time after {options.WarmUp} to warm up"));
        _text.AppendLine(Invariant($"server on core {options.ServerCore}, viewers on core {options.ClientCore}; the bare hub sends as many bytes to as many"));
        _text.AppendLine();
        _text.AppendLine(Line("", "board", "bare hub", "ratio", "target"));
        var ratio = Circuits ? 2.5 : 1.15;
        Row("last viewer, median, ms", Half(board.LastViewer), Half(bare.LastViewer), "0.0", mostRatio: ratio);
        Row("  p99", Late(board.LastViewer), Late(bare.LastViewer), "0.0");
        Row("  slowest", board.LastViewer.Max(), bare.LastViewer.Max(), "0.0", most: options is { Kind: ViewerKind.Watchers, Viewers: >= 10_000 } ? 1000 : null);
        Row("  after the answer, median", Half(board.LastViewerAfterAnswer), Half(bare.LastViewerAfterAnswer), "0.0");
        Row("server CPU per viewer and update, µs", board.ServerCpuPerViewerAndUpdate, bare.ServerCpuPerViewerAndUpdate, "0.0", mostRatio: ratio);
        Row("server cores while nothing happens", board.IdleCores, bare.IdleCores, "0.000");
        Row("viewers' CPU per viewer and update, µs", board.ClientCpuPerViewerAndUpdate, bare.ClientCpuPerViewerAndUpdate, "0.0");
        Row("bytes per viewer and update", board.BytesPerViewerAndUpdate, bare.BytesPerViewerAndUpdate, "0");
        Row("memory per viewer, set up, KiB", board.SetUp.Resident, bare.SetUp.Resident, "0.0");
        Row("  of it managed objects", board.SetUp.Heap, bare.SetUp.Heap, "0.0", most: Circuits ? 160 : 24);
        Row("  after the updates", board.InUse.Resident, bare.InUse.Resident, "0.0");
        Row("  of it managed objects", board.InUse.Heap, bare.InUse.Heap, "0.0");
        Row("CPU to set one up, µs", board.CpuToSetUp, bare.CpuToSetUp, "0");
        if (Circuits) Row("  to render its page", board.CpuPerPage, double.NaN, "0");
        if (board.BurstAges.Count > 0) Burst();
        _text.AppendLine();
        _text.AppendLine("\"last viewer\" runs from just before the request that commits; \"after the answer\" from that request's answer,");
        _text.AppendLine("which comes after the commit. Memory is resident memory after a full collection; with few viewers it is mostly noise.");
        return _text.ToString();
    }

    private void Burst()
    {
        _text.AppendLine();
        _text.AppendLine(Invariant($"{options.BurstRate} readings a second for {options.BurstSeconds} s"));
        Row("server cores", board.BurstCores, bare.BurstCores, "0.00", most: Circuits ? 0.5 : null);
        Row("age when seen, median, ms", Half(board.BurstAges), Half(bare.BurstAges), "0.0");
        Row("  p99", Late(board.BurstAges), Late(bare.BurstAges), "0.0", most: Circuits ? 300 : null);
        Row("versions shown to a viewer", board.BurstShown, bare.BurstShown, "0.0");
    }

    private void Row(string what, double ours, double floor, string format, double? most = null, double? mostRatio = null)
    {
        var ratio = ours / floor;
        var target = (most, mostRatio) switch
        {
            ({ } limit, _) => Invariant($"≤ {limit} {Verdict(ours <= limit)}"),
            (_, { } limit) => Invariant($"≤ {limit} × {Verdict(ratio <= limit)}"),
            _ => "",
        };
        _text.AppendLine(Line(what, Number(ours, format), Number(floor, format), floor > 0 && ours > 0 ? Number(ratio, "0.00") : "", target));
    }

    private static string Verdict(bool met) => met ? "met" : "MISSED";

    private static double Half(List<double> values) => Figures.Percentile(values, 0.5);

    private static double Late(List<double> values) => Figures.Percentile(values, 0.99);

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Line(string what, string ours, string floor, string ratio, string target) =>
        $"{what,-40}{ours,11}{floor,11}{ratio,8}   {target}".TrimEnd();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
