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
            if (++i == words.Count || words[i].StartsWith("--", StringComparison.Ordinal)) return $"Option '--{name}' lacks its value.";
        }
        return null;
    }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">They are wrong; it names every fault.</exception>
    public static BoardSettings Read(IServiceProvider services) => services.GetRequiredService<IOptions<BoardSettings>>().Value;
}
