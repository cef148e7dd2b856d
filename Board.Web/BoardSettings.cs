using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

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

    /// <summary>Where the clock starts, for rehearsals, the demo and tests.</summary>
    public sealed partial class ClockSettings
    {
        /// <summary>An ISO instant with its offset; empty for the real time.</summary>
        public string? Start { get; set; }

        /// <summary>The instant; null for the real time.</summary>
        public DateTimeOffset? StartInstant => Start is not null && Instant().IsMatch(Start)
            && DateTimeOffset.TryParse(Start, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;

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

    /// <summary>Lists every fault of the settings at once.</summary>
    public sealed class Validation(IConfiguration configuration) : IValidateOptions<BoardSettings>
    {
        private static readonly string[] Known =
        [
            "Board:PublicBoard", "Board:Plans", "Board:PublicUrl", "Board:Proxies", "Board:Clock:Start", "Board:Reminders:At", "Board:Mail:Smtp", "Board:Mail:Pickup", "Board:Mail:From",
        ];

        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, BoardSettings options)
        {
            List<string> faults = [.. Given().Where(key => !Known.Contains(key, StringComparer.OrdinalIgnoreCase)).Select(key => $"{key} is not a setting.")];
            if (!bool.TryParse(options.PublicBoard, out _)) faults.Add($"Board:PublicBoard '{options.PublicBoard}' is neither true nor false.");
            if (string.IsNullOrWhiteSpace(options.Plans)) faults.Add("Board:Plans names no folder.");
            if (!string.IsNullOrEmpty(options.PublicUrl) && !(Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
                faults.Add($"Board:PublicUrl '{options.PublicUrl}' is not an address such as https://board.example.vn.");
            if (options.ProxyNetworks is null) faults.Add($"Board:Proxies '{options.Proxies}' is not a list of addresses such as 127.0.0.1, 10.0.0.0/8.");
            if (!string.IsNullOrEmpty(options.Clock.Start) && options.Clock.StartInstant is null)
                faults.Add($"Board:Clock:Start '{options.Clock.Start}' is not an ISO instant such as 2023-11-24T08:00:00+07:00.");
            if (!TimeOnly.TryParseExact(options.Reminders.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                faults.Add($"Board:Reminders:At '{options.Reminders.At}' is not a time of day such as 08:00.");
            if (FaultOfDatabase(configuration.GetConnectionString("Board")) is { } database) faults.Add($"ConnectionStrings:Board {database}");
            foreach (var address in (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
                if (!IsAddress(address)) faults.Add($"Urls '{address}' is not an address such as http://localhost:5080.");
            return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
        }

        private IEnumerable<string> Given() =>
            configuration.GetSection("Board").AsEnumerable().Where(entry => entry.Value is not null && entry.Key != "Board").Select(entry => entry.Key);

        private static string? FaultOfDatabase(string? text)
        {
            try { return string.IsNullOrWhiteSpace(new SqliteConnectionStringBuilder(text).DataSource) ? "names no file; it is written as Data Source=data/board.db." : null; }
            catch (ArgumentException fault) { return $"is wrong: {fault.Message}"; }
        }

        private static bool IsAddress(string url)
        {
            try { return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 }; }
            catch (FormatException) { return false; }
        }
    }
}
