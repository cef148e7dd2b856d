using Board.Domain.Plans;
using Board.Tests.Charts;
using Board.Web.Data;
using Board.Web.Lagging;
using Board.Web.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Lagging;

public sealed class LaggingViewTests : BunitContext
{
    private static readonly Plan Plan = Sample.Plan(Sample.Smartphones);
    private readonly Databases _databases = new();

    public LaggingViewTests()
    {
        Services.AddLocalization().AddLogging();
        Services.AddSingleton<HtmlDrawing>().AddSingleton<DrawnOnce>().AddSingleton<IDbContextFactory<BoardDb>>(_databases).AddSingleton(TimeProvider.System).AddSingleton<LaggingSights>();
    }

    [Fact]
    public void ADatabaseThatFails_AtTheFirstLook_IsSaid_AndAskedAgain()
    {
        _databases.Fails = true;
        var view = Render<LaggingView>(with => with.Add(one => one.Board, Sample.Snapshot(Plan, 1)).Add(one => one.Reader, new(SeesOdd: true, MayWrite: true, NamesPlan: false)).Add(one => one.Choice, LaggingChoice.All));
        Assert.Empty(view.FindAll("table"));
        view.Find("[data-failed][role=alert] button").Click();
        Assert.Single(view.FindAll("[data-failed]"));
        _databases.Fails = false;
        view.Find("[data-failed] button").Click();
        view.WaitForElement("tr[data-indicator='1a']");
        Assert.Empty(view.FindAll("[data-failed]"));
    }

    private sealed class Databases : IDbContextFactory<BoardDb>
    {
        public bool Fails { get; set; }

        public BoardDb CreateDbContext()
        {
            if (Fails) throw new InvalidOperationException("disk I/O error");
            var db = new BoardDb(new DbContextOptionsBuilder<BoardDb>().UseSqlite("Data Source=:memory:").Options);
            db.Database.OpenConnection();
            db.Database.EnsureCreated();
            return db;
        }
    }
}
