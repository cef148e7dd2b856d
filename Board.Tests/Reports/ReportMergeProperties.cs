using Board.Domain.Reports;
using CsCheck;

namespace Board.Tests.Reports;

public sealed class ReportMergeProperties
{
    private static readonly ReportField[] Fields =
    [
        ReportField.Difficulties, ReportField.Proposals, ReportField.Reading("1a", "numerator"), ReportField.Reading("1a", "asOf"), ReportField.Reading("1a", "note"),
        ReportField.OfUnchanged("1.b"), ReportField.Progress("3a", "percent"), ReportField.Progress("3a", "status"), ReportField.Progress("3a", "note"),
    ];

    private static readonly string[] Texts = ["", "a", "b", "1.234", "1234", "80.5", "12/11/2023", "2023-11-12", " ", "đếm\nlại", "done", "-5"];

    /// <summary>Somebody who types in fields and now and then saves what they have changed, as an open page does.</summary>
    private sealed class Writer
    {
        private readonly Dictionary<ReportField, string> _known = Fields.ToDictionary(field => field, _ => "");
        private readonly Dictionary<ReportField, string> _typed = [];

        public IReadOnlyDictionary<ReportField, string> Unsaved => _typed;

        /// <summary>What each field said when they last saw it.</summary>
        public IReadOnlyDictionary<ReportField, string> Seen => _known;

        /// <summary>Texts of others that were shown because they stood in the way.</summary>
        public List<(ReportField Field, string Text)> Shown { get; } = [];

        public void Type(ReportField field, string text) => _typed[field] = text;

        public ReportContent Save(ReportContent stored)
        {
            var merge = ReportMerge.Of(stored, _typed.Select(typed => new FieldEdit(typed.Key, _known[typed.Key], typed.Value)));
            foreach (var field in Fields) _known[field] = merge.Content.TextOf(field);
            foreach (var field in _typed.Keys.Except(merge.Conflicts.Select(conflict => conflict.Field)).ToList()) _typed.Remove(field);
            foreach (var conflict in merge.Conflicts) Shown.Add((conflict.Field, conflict.Theirs));
            return merge.Content;
        }
    }

    [Fact]
    public void NoInterleaving_LosesATextInSilence()
    {
        var step = Gen.Select(Gen.Int[0, 1], Gen.Int[0, Fields.Length - 1], Gen.Int[0, Texts.Length - 1], Gen.Bool);
        step.List[1, 40].Sample(steps =>
        {
            var (stored, writers) = (ReportContent.Empty, new[] { new Writer(), new Writer() });
            foreach (var (who, field, text, saves) in steps)
            {
                writers[who].Type(Fields[field], Texts[text]);
                if (!saves) continue;
                var before = stored;
                var (mine, seen, shown) = (writers[who].Unsaved.ToDictionary(), writers[who].Seen.ToDictionary(), writers[who].Shown.Count);
                stored = writers[who].Save(stored);
                foreach (var one in Fields)
                {
                    // What somebody wrote is stored, or is still in their hands with the other's text before their eyes.
                    if (mine.TryGetValue(one, out var typed) && stored.TextOf(one) != Kept(one, typed))
                    {
                        Assert.Equal(typed, writers[who].Unsaved[one]);
                        Assert.Contains((one, stored.TextOf(one)), writers[who].Shown.Skip(shown));
                    }
                    // Nobody's text gives way to somebody who has not seen it.
                    if (stored.TextOf(one) != before.TextOf(one)) Assert.Equal(before.TextOf(one), seen[one]);
                    // What nobody typed in stays as it was.
                    if (!mine.ContainsKey(one)) Assert.Equal(before.TextOf(one), stored.TextOf(one));
                }
            }
        });
    }

    [Fact]
    public void WhatIsTyped_IsKept_ToTheLetterOrToTheNumber() => Gen.Select(Gen.Int[0, Fields.Length - 1], Gen.String).Sample((index, text) =>
    {
        var field = Fields[index];
        var kept = ReportContent.Empty.With(field, text).TextOf(field);
        Assert.Equal(kept, ReportContent.Empty.With(field, kept).TextOf(field));
        if (field == ReportField.Difficulties && !string.IsNullOrWhiteSpace(text))
            Assert.Equal(text.Replace("\r\n", "\n").Replace('\r', '\n'), kept);
        if (field == ReportField.Reading("1a", "numerator") && !string.IsNullOrWhiteSpace(text)) Assert.NotEmpty(kept);
    });

    [Theory]
    [InlineData("readings.1a.numerator", "1.234", "1234")]
    [InlineData("readings.1a.numerator", "80,5", "80,5")]
    [InlineData("readings.1a.numerator", "80.5", "80.5")]
    [InlineData("readings.1a.numerator", " 12 ", "12")]
    [InlineData("readings.1a.asOf", "2023-11-30", "30/11/2023")]
    [InlineData("readings.1a.asOf", "3/1/2023", "03/01/2023")]
    [InlineData("readings.1a.asOf", "3-1-2023", "03/01/2023")]
    [InlineData("readings.1a.asOf", "03.01.2023", "03/01/2023")]
    [InlineData("readings.1a.asOf", "3/1/23", "3/1/23")]
    [InlineData("readings.1a.asOf", "31/02/2023", "31/02/2023")]
    [InlineData("unchanged.1.b", "vì", "vì")]
    [InlineData("progress.3a.status", "in-progress", "in-progress")]
    [InlineData("progress.3a.percent", "mười", "mười")]
    public void AField_ShowsWhatItHolds(string name, string typed, string shown)
    {
        var field = ReportField.TryParse(name)!.Value;
        Assert.Equal(name, field.ToString());
        var content = ReportContent.Empty.With(field, typed);
        Assert.Equal(shown, content.TextOf(field));
        Assert.Equal([field], content.Fields);
        Assert.Empty(content.With(field, " ").Fields);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("readings")]
    [InlineData("readings.1a")]
    [InlineData("readings.1a.")]
    [InlineData("readings..note")]
    [InlineData("readings.1a.status")]
    [InlineData("unchanged.")]
    [InlineData("Difficulties")]
    public void AnUnknownField_IsNone(string? name) => Assert.Null(ReportField.TryParse(name));

    private static string Kept(ReportField field, string text) => ReportContent.Empty.With(field, text).TextOf(field);
}
