using Board.Tests.Support;
using Board.Web;
using Board.Web.Demo;
using Board.Web.Indicators;
using Board.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Board.Tests.Demo;

public sealed class DemoUnitsTests
{
    [Fact]
    public async Task AFaultOfTheDatabase_IsLogged_AndTheUnitsGoOn()
    {
        await using var scene = DemoScene.Make();
        var clock = new FakeTimeProvider(new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7)));
        // The scene's own units stay out of it: these are started below, with a log that can be read.
        await using var app = Server.Build(["--Urls=http://127.0.0.1:0"], scene, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            services.Remove(services.Single(service => service.ImplementationType == typeof(DemoUnits)));
        });
        await Server.OpenDatabaseAsync(app.Services, default);
        await scene.FillAsync(app.Services, default);
        await app.StartAsync();

        var log = new LogLines<DemoUnits>();
        using var units = new DemoUnits(scene, app.Services.GetRequiredService<LiveBoard>(), app.Services.GetRequiredService<SubmitReading>(), clock, log);
        var database = Web.Data.SqliteConnections.FileOf(app.Configuration["ConnectionStrings:Board"]!);
        Sql.Run(database, "CREATE TRIGGER \"Full\" BEFORE INSERT ON \"Readings\" BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await units.StartAsync(default);
        await UntilAsync(() => log.Lines.Any(line => line.Level == LogLevel.Error));
        Assert.False(units.ExecuteTask!.IsCompleted);

        Sql.Run(database, "DROP TRIGGER \"Full\"");
        var before = Sql.Number(database, "SELECT count(*) FROM \"Readings\"");
        await UntilAsync(() => Sql.Number(database, "SELECT count(*) FROM \"Readings\"") > before);
        await units.StopAsync(default);
        await app.StopAsync();

        Task UntilAsync(Func<bool> holds) => Patience.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return holds();
        }, "the units");
    }
}
