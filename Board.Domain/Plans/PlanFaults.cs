using System.Runtime.InteropServices;
using System.Text.Json;

namespace Board.Domain.Plans;

/// <summary>Collects what is wrong with a plan file while it is read.</summary>
internal sealed class PlanFaults(ReadOnlyMemory<byte> file)
{
    private const int LongestArgument = 200;

    // Far beyond any plan: only a file made to do harm has so many, and whoever shows them must live.
    private const int MostFaults = 10_000;

    private readonly List<(int Offset, PlanFault Fault)> found = [];

    public bool Any => found.Count > 0;

    public void Add(JsonElement where, string path, string code, params string[] arguments)
    {
        if (found.Count < MostFaults)
            found.Add((Offset(where), new PlanFault(path, code, [.. arguments.Select(Printable)])));
        else if (found.Count == MostFaults)
            found.Add((int.MaxValue, new PlanFault("$", "too-many-faults", [JsonPlace.Format(MostFaults)])));
    }

    // The sections are read in the order in which they refer to each other, so the faults are found in another order than the file's.
    public IReadOnlyList<PlanFault> InFileOrder() => [.. found.OrderBy(entry => entry.Offset).Select(entry => entry.Fault)];

    private int Offset(JsonElement where)
    {
        file.Span.Overlaps(JsonMarshal.GetRawUtf8Value(where), out var offset);
        return offset;
    }

    // Arguments come from the file and end in terminals and logs: no control characters, no megabytes.
    private static string Printable(string argument)
    {
        var shown = argument.Length <= LongestArgument ? argument : argument[..LongestArgument] + "…";
        return string.Create(shown.Length, shown, (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }
}
