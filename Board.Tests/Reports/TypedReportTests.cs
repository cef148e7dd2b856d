using Board.Domain.Reports;
using Board.Web.Reports;

namespace Board.Tests.Reports;

public sealed class TypedReportTests
{
    private static readonly ReportField Numerator = ReportField.Reading("1a", "numerator");

    private readonly TypedReport _report = new();

    public TypedReportTests() => _report.Refresh(1, ReportContent.Empty, new Dictionary<string, Web.Data.FieldStamp>());

    [Fact]
    public void WhatIsTypedWhileItIsSaved_GoesOnTopOfWhatWasSaved()
    {
        _report.Type(ReportField.Proposals, "a");
        var sent = _report.Pending;
        _report.Type(ReportField.Proposals, "ab");
        _report.Take(sent, Draft(2, ReportField.Proposals, "a"), []);
        Assert.Equal([new(ReportField.Proposals, "a", "ab")], _report.Pending);
        Assert.Equal("ab", _report.TextOf(ReportField.Proposals));
    }

    [Fact]
    public void ANumber_StaysAsItWasTypedHere_AndIsGroupedWhereItComesFromElsewhere()
    {
        _report.Type(Numerator, "1234");
        _report.Take(_report.Pending, Draft(2, Numerator, "1234"), []);
        Assert.Equal(("1234", 0), (_report.TextOf(Numerator), _report.Unsaved.Count));
        Refresh(3, Numerator, "5678");
        Assert.Equal("5.678", _report.TextOf(Numerator));
    }

    [Fact]
    public void AConflict_WaitsForAChoice_AndKeepsBothTexts()
    {
        _report.Type(ReportField.Proposals, "mine");
        _report.Take(_report.Pending, Draft(2, ReportField.Proposals, "theirs"), [new(ReportField.Proposals, "theirs", "mine", "B", null)]);
        Assert.Empty(_report.Pending);
        _report.Type(ReportField.Proposals, "mine!");
        Refresh(3, ReportField.Proposals, "theirs!");
        var conflict = _report.ConflictOf(ReportField.Proposals)!;
        Assert.Equal(("theirs!", "mine!"), (conflict.Theirs, conflict.Yours));
        _report.Settle(ReportField.Proposals, "both");
        Assert.Equal([new(ReportField.Proposals, "theirs!", "both")], _report.Pending);
        _report.GiveWay(ReportField.Proposals);
        Assert.Equal(("theirs!", 0), (_report.TextOf(ReportField.Proposals), _report.Unsaved.Count));
    }

    [Fact]
    public void ARefusedField_DoesNotHoldUpTheOthers()
    {
        _report.Type(ReportField.Proposals, "too long");
        _report.Type(ReportField.Difficulties, "fine");
        _report.Refuse([new("proposals", "too-long", 1)]);
        Assert.Equal([ReportField.Difficulties], _report.Pending.Select(edit => edit.Field));
        _report.Type(ReportField.Proposals, "short");
        Assert.Equal(2, _report.Pending.Count);
    }

    [Fact]
    public void ARefresh_NamesWhatOthersChanged_AndOneThatCameTooLateIsDropped()
    {
        _report.Type(ReportField.Proposals, "mine");
        _report.Take(_report.Pending, Draft(3, ReportField.Proposals, "mine"), []);
        Assert.Empty(Refresh(2, ReportField.Difficulties, "old"));
        Assert.Equal("mine", _report.TextOf(ReportField.Proposals));
        var changed = _report.Refresh(4, _report.Stored.With(ReportField.Difficulties, "new"), new Dictionary<string, Web.Data.FieldStamp>());
        Assert.Equal([ReportField.Difficulties], changed);
    }

    private static SaveDraft.Draft Draft(int version, ReportField field, string text) => new(version, ReportContent.Empty.With(field, text), "A", null);

    private IReadOnlyList<ReportField> Refresh(int version, ReportField field, string text) =>
        _report.Refresh(version, ReportContent.Empty.With(field, text), new Dictionary<string, Web.Data.FieldStamp>());
}
