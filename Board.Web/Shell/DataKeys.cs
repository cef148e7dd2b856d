using System.Xml.Linq;
using Board.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Board.Web.Shell;

/// <summary>The keys that cookies and forms are sealed with: beside the database, so that a restart keeps people signed in.</summary>
public static class DataKeys
{
    /// <summary>Where the keys of a database lie.</summary>
    public static string FolderOf(string database) => Path.ChangeExtension(database, ".keys");

    /// <summary>Adds them.</summary>
    /// <param name="fleeting">Never write them down, for a database that does not outlive its process.</param>
    public static void AddDataKeys(this IServiceCollection services, bool fleeting)
    {
        var protection = services.AddDataProtection().SetApplicationName("board");
        if (fleeting) protection.UseEphemeralDataProtectionProvider();
        else services.AddOptions<KeyManagementOptions>().Configure<IConfiguration, ILoggerFactory>((keys, configuration, loggers) =>
            keys.XmlRepository = new KeyFolder(FolderOf(SqliteConnections.FileOf(configuration.GetConnectionString("Board")!)), loggers));
    }

    // Made when a key is first needed: a command that seals nothing leaves no folder behind.
    private sealed class KeyFolder(string path, ILoggerFactory loggers) : IXmlRepository
    {
        private readonly Lazy<FileSystemXmlRepository> _files = new(() => new(Make(path), loggers));

        public IReadOnlyCollection<XElement> GetAllElements() => _files.Value.GetAllElements();

        public void StoreElement(XElement element, string friendlyName) => _files.Value.StoreElement(element, friendlyName);

        private static DirectoryInfo Make(string path) => OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
