using System.Globalization;
using System.Text;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>
/// The table: the board, the bare hub, the ratio, and the target of performance.md where it has one; of circuits also the bare circuit and the
/// board's ratio to it.
/// </summary>
internal sealed class FanoutReport(FanoutOptions options, Figures board, Figures bare, Figures? circuit)
{
    private readonly StringBuilder _text = new();

    private bool Circuits => options.Kind == ViewerKind.Circuits;

    public string Text()
    {
        var viewers = Circuits ? "circuits of /indicators/1a" : "watchers of /";
        _text.AppendLine(Invariant($"{options.Viewers} {viewers}; {board.LastViewer.Count} updates one at a time after {options.WarmUp} to warm up"));
        _text.AppendLine(Invariant($"server on core {options.ServerCore}, viewers on core {options.ClientCore}; the bare hub sends as many bytes to as many"));
        _text.AppendLine();
        _text.AppendLine(Line("", "board", "bare hub", "ratio", "target", circuit is null ? "" : "bare circuit", circuit is null ? "" : "ratio"));
        var ratio = Circuits ? 2.5 : 1.15;
        Row("last viewer, median, ms", of => Half(of.LastViewer), "0.0", mostRatio: ratio);
        Row("  p99", of => Late(of.LastViewer), "0.0");
        Row("  slowest", of => of.LastViewer.Max(), "0.0", most: options is { Kind: ViewerKind.Watchers, Viewers: >= 10_000 } ? 1000 : null);
        Row("  after the answer, median", of => Half(of.LastViewerAfterAnswer), "0.0");
        Row("server CPU per viewer and update, µs", of => of.ServerCpuPerViewerAndUpdate, "0.0", mostRatio: ratio);
        Row("server cores while nothing happens", of => of.IdleCores, "0.000");
        Row("viewers' CPU per viewer and update, µs", of => of.ClientCpuPerViewerAndUpdate, "0.0");
        Row("bytes per viewer and update", of => of.BytesPerViewerAndUpdate, "0");
        Row("memory per viewer, set up, KiB", of => of.SetUp.Live, "0.0", most: Circuits ? 160 : 24);
        Row("  with the gaps in the heap", of => of.SetUp.Heap, "0.0");
        Row("  resident", of => of.SetUp.Resident, "0.0");
        Row("  after the updates", of => of.InUse.Live, "0.0");
        Row("    with the gaps in the heap", of => of.InUse.Heap, "0.0");
        Row("    resident", of => of.InUse.Resident, "0.0");
        Row("CPU to set one up, µs", of => of.CpuToSetUp, "0");
        if (Circuits) Row("  to render its page", of => of.CpuPerPage, "0");
        if (board.BurstAges.Count > 0) Burst();
        _text.AppendLine();
        _text.AppendLine("\"last viewer\" runs from just before the request that commits; \"after the answer\" from that request's answer,");
        _text.AppendLine("which comes after the commit. Memory is what grew between two full collections: the objects in use, then the heap");
        _text.AppendLine("with the gaps that later objects fill, then what the kernel counts; with few viewers it is mostly noise.");
        return _text.ToString();
    }

    private void Burst()
    {
        _text.AppendLine();
        _text.AppendLine(Invariant($"{options.BurstRate} readings a second for {options.BurstSeconds} s"));
        Row("server cores", of => of.BurstCores, "0.00", most: Circuits ? 0.5 : null);
        Row("age when seen, median, ms", of => Half(of.BurstAges), "0.0");
        Row("  p99", of => Late(of.BurstAges), "0.0", most: Circuits ? 300 : null);
        Row("versions shown to a viewer", of => of.BurstShown, "0.0");
    }

    private void Row(string what, Func<Figures, double> figure, string format, double? most = null, double? mostRatio = null)
    {
        var (ours, floor) = (figure(board), figure(bare));
        var target = (most, mostRatio) switch
        {
            ({ } limit, _) => Invariant($"≤ {limit} {Verdict(ours <= limit)}"),
            (_, { } limit) => Invariant($"≤ {limit} × {Verdict(ours / floor <= limit)}"),
            _ => "",
        };
        var circuits = circuit is null ? double.NaN : figure(circuit);
        _text.AppendLine(Line(what, Number(ours, format), Number(floor, format), Ratio(ours, floor), target, Number(circuits, format), Ratio(ours, circuits)));
    }

    private static string Ratio(double ours, double floor) => floor > 0 && ours > 0 ? Number(ours / floor, "0.00") : "";

    private static string Verdict(bool met) => met ? "met" : "MISSED";

    private static double Half(List<double> values) => Figures.Percentile(values, 0.5);

    private static double Late(List<double> values) => Figures.Percentile(values, 0.99);

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Line(string what, string ours, string floor, string ratio, string target, string circuit, string toCircuit) =>
        $"{what,-40}{ours,11}{floor,11}{ratio,8}   {target,-16}{circuit,12}{toCircuit,8}".TrimEnd();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
