using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Board.Web.Data;

/// <summary>Lets <c>dotnet ef migrations add NAME --project Board.Web --output-dir Data/Migrations</c> find the model.</summary>
public sealed class BoardDbDesign : IDesignTimeDbContextFactory<BoardDb>
{
    /// <inheritdoc/>
    public BoardDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<BoardDb>();
        SqliteConnections.Configure(options, "Data Source=design.db");
        return new(options.Options);
    }
}
