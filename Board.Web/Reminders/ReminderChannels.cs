using Board.Web.Data;

namespace Board.Web.Reminders;

/// <summary>The ways by which this board reaches people; each has its own line in the ledger for every reminder.</summary>
public sealed record ReminderChannels(IReadOnlyList<ReminderChannel> All);
