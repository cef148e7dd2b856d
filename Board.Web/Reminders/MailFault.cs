namespace Board.Web.Reminders;

/// <summary>Whose fault it is that a letter was not handed over.</summary>
public enum MailFaultKind
{
    /// <summary>The server can't be reached, or serves nobody: nothing can be sent now.</summary>
    Server,

    /// <summary>This letter did not get through for the moment; others may.</summary>
    Passing,

    /// <summary>The server won't ever take it, or its address is none.</summary>
    Refused,

    /// <summary>Somebody else sends it by now.</summary>
    Lost,
}

/// <summary>Why a letter was not handed over.</summary>
/// <param name="Text">One line, for the ledger.</param>
public sealed record MailFault(MailFaultKind Kind, string Text)
{
    private const int Longest = 300;

    /// <summary>A fault with what the server or the system said.</summary>
    public static MailFault Of(MailFaultKind kind, string said)
    {
        var line = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return new(kind, line.Length > Longest ? line[..Longest] : line);
    }
}
