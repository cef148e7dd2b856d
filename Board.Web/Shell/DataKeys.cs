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
            keys.XmlRepository = new PrivateKeys(FolderOf(SqliteConnections.FileOf(configuration.GetConnectionString("Board")!)), loggers));
    }

    // The folder is made with the first key: whoever only asks something of a database leaves nothing beside it.
    private sealed class PrivateKeys(string path, ILoggerFactory loggers) : IXmlRepository
    {
        private readonly Lazy<FileSystemXmlRepository> _files = new(() => new(OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), loggers));

        public IReadOnlyCollection<XElement> GetAllElements() => _files.Value.GetAllElements();

        public void StoreElement(XElement element, string friendlyName) => _files.Value.StoreElement(element, friendlyName);
    }
}
