using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Reminders;
using Board.Domain.Reports;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Reminders;

/// <summary>What holds of reminders however the clock jumps, whoever submits when, and however long nobody looked.</summary>
public sealed class ReminderPolicyProperties
{
    private static readonly PlanCalendar Calendar = new(PlanFile.Read(SeedPlan.Bytes()).Plan!);

    private static readonly ReminderPolicy Policy = new(Calendar, ReminderStage.Usual, new(8, 0));

    private static readonly IReadOnlyList<ReminderRecipient> Recipients =
    [
        new("a", ReminderAudience.Unit, "dak-ru"), new("b", ReminderAudience.Unit, "dak-ru"), new("c", ReminderAudience.Unit, "vhtt"),
        new("office", ReminderAudience.Office, null), new("chair", ReminderAudience.Committee, null),
    ];

    /// <summary>Looks at instants of the year in any order, and the duties that were met by each; every look may close or leave open what it sent.</summary>
    private static readonly Gen<(int Hour, int[] Met, bool Sent)[]> Looks =
        Gen.Select(Gen.Int[0, 400 * 24], Gen.Int[0, 200].Array[0, 6], Gen.Bool).Array[1, 15];

    [Fact]
    public void WhateverTheClockDoes_NobodyGetsALetterTwice_NorOneOfAMetDuty_NorALowerOneAfterAHigher() => Looks.Sample(looks =>
    {
        var (known, met, last) = (new Dictionary<(string, string, string), bool>(), new HashSet<int>(), new Dictionary<(string, string), int>());
        foreach (var (hour, nowMet, sent) in looks)
        {
            met.UnionWith(nowMet);
            var duties = Duties(met);
            var now = Calendar.Clock.StartOf(new(2023, 1, 1)).AddHours(hour);
            var decisions = Policy.Due(duties, Recipients, known.Select(entry => new KnownReminder(entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value)), now);

            Assert.DoesNotContain(decisions.Send, one => one.Notice.Duty.IsMet || one.Notice.DueAt > now);
            foreach (var one in decisions.Send)
            {
                // The unique key of the ledger, and one letter for each duty and recipient: the highest that is due.
                Assert.True(known.TryAdd(one.Key, !sent));
                Assert.Equal(Policy.LadderOf(one.Notice.Duty).Last(rung => rung.DueAt <= now).Stage, one.Notice.Stage);
                Assert.True(last.GetValueOrDefault((one.Notice.Duty.Key, one.Recipient.Id), -1) < one.Notice.Rung);
                last[(one.Notice.Duty.Key, one.Recipient.Id)] = one.Notice.Rung;
            }
            foreach (var one in decisions.Superseded) Assert.True(known.TryAdd(one.Key, false));
            foreach (var one in decisions.Overtaken)
            {
                Assert.True(known[one.Key]);
                known[one.Key] = false;
            }
            // Asked again, nothing is left to do.
            Assert.True(Policy.Due(duties, Recipients, known.Select(entry => new KnownReminder(entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value)), now).IsEmpty);
        }
    }, iter: 60);

    [Fact]
    public void OfEveryDuty_SomebodyHears() => Gen.Int[0, 400 * 24].Sample(hour =>
    {
        var now = Calendar.Clock.StartOf(new(2023, 1, 1)).AddHours(hour);
        var decisions = Policy.Due(Duties([]), Recipients, [], now);
        var due = Duties([]).Where(duty => Policy.LadderOf(duty)[0].DueAt <= now).Select(duty => duty.Key);
        Assert.Equal(due.Order(), decisions.Send.Select(one => one.Notice.Duty.Key).Distinct().Order());
    }, iter: 30);

    private static IReadOnlyList<ReminderDuty> Duties(HashSet<int> met) =>
        [.. ReminderDuty.AllOf(Calendar, new Dictionary<(Period, string), ReportStanding>(), Enumerable.Empty<ProgressEntry>().ToLookup(_ => ""))
            .Select((duty, index) => duty with { IsMet = met.Contains(index) })];
}
