using Microsoft.Extensions.Options;

namespace Board.Web.Commands;

/// <summary>The settings that may follow any command.</summary>
public static class Settings
{
    private static readonly string[] Known = ["urls", "environment", "contentRoot", "applicationName"];

    /// <summary>What is wrong with the left-over words of a command line; null if all are settings with a value.</summary>
    public static string? FaultOf(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) return $"Unknown argument '{words[i]}'.";
            var name = words[i][2..].Split('=')[0];
            if (!name.Contains(':') && !Known.Contains(name, StringComparer.OrdinalIgnoreCase)) return $"Unknown option '--{name}'.";
            if (words[i].Contains('=')) continue;
            if (++i == words.Count) return $"Option '--{name}' lacks its value.";
        }
        return null;
    }

    /// <summary>Reads the settings, or throws with every fault of theirs.</summary>
    public static BoardSettings Read(IServiceProvider services)
    {
        try { return services.GetRequiredService<IOptions<BoardSettings>>().Value; }
        catch (OptionsValidationException faults) { throw new SettingsException([.. faults.Failures]); }
        catch (InvalidOperationException fault) when (fault.InnerException is FormatException) { throw new SettingsException([fault.Message]); }
    }
}

/// <summary>The settings are wrong.</summary>
/// <param name="faults">All of them, a line each.</param>
public sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(" ", faults))
{
    /// <summary>All of them, a line each.</summary>
    public IReadOnlyList<string> Faults => faults;
}
