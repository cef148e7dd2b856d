namespace Board.Web.Access;

/// <summary>Addresses to come back to after signing in: only ever on this server, whatever somebody put into a link.</summary>
public static class LocalAddress
{
    private const string Here = "http://here";

    /// <summary>The address if it is a path of this server, fit for a header; else the board's.</summary>
    public static string Of(string? address)
    {
        // Browsers take // and /\ for the beginning of another host, and leave out control characters before they look.
        if (address is not ['/', ..] || address is [_, '/' or '\\', ..] || address.Any(letter => char.IsControl(letter) || letter == '\\')) return "/";
        return Uri.TryCreate(Here + address, UriKind.Absolute, out var parsed) && parsed.Host == "here" && parsed.PathAndQuery is [_, not '/', ..] or "/"
            ? parsed!.PathAndQuery + parsed.Fragment
            : "/";
    }

    /// <summary>Where somebody gets to by signing in: the address they came from, else where their work begins. A unit's begins with what it owes.</summary>
    public static string AfterSignIn(string? address, Role? role) => Of(address) is var path and not "/" ? path : role == Role.Reporter ? "/reports" : "/";

    /// <summary>Where to sign in before an address is shown.</summary>
    public static string SignInFor(string address) => address == "/" ? "/account/login" : "/account/login?returnUrl=" + Uri.EscapeDataString(address);
}
