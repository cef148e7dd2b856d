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
            keys.XmlRepository = new FileSystemXmlRepository(Folder(FolderOf(SqliteConnections.FileOf(configuration.GetConnectionString("Board")!))), loggers));
    }

    private static DirectoryInfo Folder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
