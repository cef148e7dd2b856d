using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Web.Text;

namespace Board.Web.Administration;

/// <summary>A column of the register, pasted from a spreadsheet: a unit and its number in each line, or only the numbers in the order of the units.</summary>
/// <param name="Values">By unit; empty where there is any fault.</param>
/// <param name="Faults">Every line that was not understood, with the line's number first.</param>
public sealed record RegisterColumn(IReadOnlyDictionary<string, decimal> Values, IReadOnlyList<Rejection> Faults)
{
    /// <summary>The longest paste that is looked at, in characters.</summary>
    public const int Longest = 20_000;

    /// <summary>Reads a paste: all of it or nothing.</summary>
    public static RegisterColumn Read(string text, IReadOnlyList<ReportingUnit> units)
    {
        if (text.Length > Longest) return new(new Dictionary<string, decimal>(), [new("", "too-long", Longest)]);
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select((line, i) => (Cells: Cells(line), Number: i + 1)).Where(line => line.Cells.Length > 0).ToList();
        var bare = lines.Count > 0 && lines.All(line => line.Cells.Length == 1);
        var values = new Dictionary<string, decimal>();
        var faults = new List<Rejection>();
        if (lines.Count == 0) faults.Add(new("", "paste-empty"));
        if (bare && lines.Count != units.Count) faults.Add(new("", "paste-other-count", (decimal)lines.Count, (decimal)units.Count));
        else
            foreach (var (i, line) in lines.Index())
            {
                var unit = bare ? units[i] : Find(line.Cells[0], units);
                var written = line.Cells[^1];
                if (unit is null) faults.Add(new("", "paste-unknown-unit", (decimal)line.Number, line.Cells[0]));
                else if (!VietnameseNumber.TryParse(written, out var value)) faults.Add(new("", "paste-not-a-number", (decimal)line.Number, written));
                else if (!values.TryAdd(unit.Code, value)) faults.Add(new("", "paste-unit-twice", (decimal)line.Number, unit.Name));
            }
        return faults.Count > 0 ? new(new Dictionary<string, decimal>(), faults) : new(values, []);
    }

    // A spreadsheet parts cells by tabs; a number in front of the unit's name is a row number.
    private static string[] Cells(string line)
    {
        var cells = line.Split('\t', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return cells.Length > 2 && cells[0].All(char.IsAsciiDigit) ? cells[1..] : cells;
    }

    private static ReportingUnit? Find(string written, IReadOnlyList<ReportingUnit> units)
    {
        var folded = Folded.Of(written);
        var named = units.Where(unit => unit.Code == folded || Names(unit).Contains(folded)).ToList();
        return named is [var only] ? only : null;
    }

    private static IEnumerable<string> Names(ReportingUnit unit)
    {
        string[] names = [unit.Name, unit.Label?.Vi ?? unit.Name, unit.Label?.En ?? unit.Name];
        foreach (var name in names.Select(Folded.Of))
        {
            yield return name;
            foreach (var kind in (string[])["xa ", "thi tran ", "phuong "])
                if (name.StartsWith(kind, StringComparison.Ordinal)) yield return name[kind.Length..];
        }
    }
}
