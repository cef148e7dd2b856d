using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Board.Web;

/// <summary>The settings under <c>Board:</c>.</summary>
public sealed partial class BoardSettings
{
    /// <summary>True or false; a text, so that a wrong one is listed with the other faults.</summary>
    public string PublicBoard { get; set; } = "false";

    /// <summary>Anyone may read the board, its indicators and assignments.</summary>
    public bool IsPublic => bool.Parse(PublicBoard);

    /// <summary>Folder of the plan files that are loaded at start.</summary>
    public string Plans { get; set; } = "seeds/plans";

    /// <summary>Base of the links that are sent or printed; null for the first address that is listened on.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>True where people reach the server by TLS.</summary>
    public bool IsBehindTls => PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Addresses and networks of the proxies that are believed what they say of whom they speak for, as <c>127.0.0.1, 10.0.0.0/8</c>.</summary>
    public string Proxies { get; set; } = "";

    /// <summary>The networks; null where one can't be read.</summary>
    public IReadOnlyList<IPNetwork>? ProxyNetworks
    {
        get
        {
            var networks = Proxies.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Network).ToList();
            return networks.Contains(null) ? null : [.. networks.Select(network => network!.Value)];
        }
    }

    private static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network : null;

    public ClockSettings Clock { get; set; } = new();

    public ReminderSettings Reminders { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    /// <summary>Where the clock starts, for rehearsals, the demo and tests.</summary>
    public sealed partial class ClockSettings
    {
        /// <summary>An ISO instant with its offset; empty for the real time.</summary>
        public string? Start { get; set; }

        /// <summary>The instant; null for the real time. No plan's calendar reaches further than these years.</summary>
        public DateTimeOffset? StartInstant => Start is not null && Instant().IsMatch(Start)
            && DateTimeOffset.TryParse(Start, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year is >= 2000 and < 2200 ? instant : null;

        // The parser alone would take 1/2/2023, and a time without its offset.
        [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
        private static partial Regex Instant();
    }

    /// <summary>When units are reminded.</summary>
    public sealed class ReminderSettings
    {
        /// <summary>Time of day in the plan's zone.</summary>
        public string At { get; set; } = "08:00";

        /// <summary>The time of day.</summary>
        public TimeOnly Time => TimeOnly.ParseExact(At, "HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>How letters leave.</summary>
    public sealed class MailSettings
    {
        /// <summary><c>smtp://[user:pass@]host:port</c> or <c>smtps://</c>; empty where letters are written as files.</summary>
        public string? Smtp { get; set; }

        /// <summary>Folder of those files.</summary>
        public string Pickup { get; set; } = "data/mail";

        /// <summary>Whom letters come from.</summary>
        public string From { get; set; } = "board@localhost";

        /// <summary>The most letters in a minute, so that the mail server does not take them for a flood.</summary>
        public string PerMinute { get; set; } = "120";

        /// <summary>The mail server; null without one.</summary>
        public Uri? Server => string.IsNullOrEmpty(Smtp) ? null : new(Smtp);

        /// <summary>The sender's address.</summary>
        public MailboxAddress Sender => MailboxAddress.Parse(From);

        /// <summary>The most letters in a minute.</summary>
        public int MostPerMinute => int.Parse(PerMinute, NumberStyles.None, CultureInfo.InvariantCulture);

        /// <summary>What is wrong with them.</summary>
        internal IEnumerable<string> Faults()
        {
            if (!string.IsNullOrEmpty(Smtp) && !(Uri.TryCreate(Smtp, UriKind.Absolute, out var server) && server.Scheme is "smtp" or "smtps" && server.Host.Length > 0))
                yield return "Board:Mail:Smtp is not an address such as smtp://user:password@mail.example.vn:587.";
            if (string.IsNullOrWhiteSpace(Pickup)) yield return "Board:Mail:Pickup names no folder.";
            if (!MailboxAddress.TryParse(From, out var sender) || string.IsNullOrEmpty(sender.Domain) || From.Any(char.IsControl))
                yield return $"Board:Mail:From '{From}' is not an e-mail address.";
            if (!int.TryParse(PerMinute, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > 100_000)
                yield return $"Board:Mail:PerMinute '{PerMinute}' is not a number from 1 to 100000.";
        }
    }

    /// <summary>Lists every fault of the settings at once.</summary>
    public sealed class Validation(IConfiguration configuration) : IValidateOptions<BoardSettings>
    {
        private static readonly string[] Known =
        [
            "Board:PublicBoard", "Board:Plans", "Board:PublicUrl", "Board:Proxies", "Board:Clock:Start", "Board:Reminders:At", "Board:Mail:Smtp", "Board:Mail:Pickup", "Board:Mail:From", "Board:Mail:PerMinute",
        ];

        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, BoardSettings options)
        {
            List<string> faults = [.. Given().Where(key => !Known.Contains(key, StringComparer.OrdinalIgnoreCase)).Select(key => $"{key} is not a setting.")];
            if (!bool.TryParse(options.PublicBoard, out _)) faults.Add($"Board:PublicBoard '{options.PublicBoard}' is neither true nor false.");
            if (string.IsNullOrWhiteSpace(options.Plans) || Server.FindFolder(options.Plans) is null) faults.Add($"Board:Plans '{options.Plans}' is no folder.");
            if (!string.IsNullOrEmpty(options.PublicUrl) && !(Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
                faults.Add($"Board:PublicUrl '{options.PublicUrl}' is not an address such as https://board.example.vn.");
            if (options.ProxyNetworks is null) faults.Add($"Board:Proxies '{options.Proxies}' is not a list of addresses such as 127.0.0.1, 10.0.0.0/8.");
            if (!string.IsNullOrEmpty(options.Clock.Start) && options.Clock.StartInstant is null)
                faults.Add($"Board:Clock:Start '{options.Clock.Start}' is not an ISO instant of the years 2000 to 2199 such as 2023-11-24T08:00:00+07:00.");
            if (!TimeOnly.TryParseExact(options.Reminders.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                faults.Add($"Board:Reminders:At '{options.Reminders.At}' is not a time of day such as 08:00.");
            faults.AddRange(options.Mail.Faults());
            if (FaultOfDatabase(configuration.GetConnectionString("Board")) is { } database) faults.Add($"ConnectionStrings:Board {database}");
            foreach (var address in (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
                if (!IsAddress(address)) faults.Add($"Urls '{address}' is not an address such as http://localhost:5080.");
            return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
        }

        private IEnumerable<string> Given() =>
            configuration.GetSection("Board").AsEnumerable().Where(entry => entry.Value is not null && entry.Key != "Board").Select(entry => entry.Key);

        private static string? FaultOfDatabase(string? text)
        {
            try { return IsFile(new(text)) ? null : "names no file that can be written; it is written as Data Source=data/board.db."; }
            catch (ArgumentException fault) { return $"is wrong: {fault.Message}"; }
        }

        // What lies in memory is gone with each connection.
        private static bool IsFile(SqliteConnectionStringBuilder database) =>
            database.Mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite && !string.IsNullOrWhiteSpace(database.DataSource)
            && database.DataSource != ":memory:" && !database.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

        private static bool IsAddress(string url)
        {
            try { return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 }; }
            catch (FormatException) { return false; }
        }
    }
}
