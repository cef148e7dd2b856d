using Board.Bench.Calculation;
using Board.Bench.Commits;
using Board.Bench.Fanout;
using Board.Bench.Pages;
using Board.Bench.Servers;

switch (args)
{
    case ["fanout", .. var rest]:
        return await FanoutRun.RunAsync(rest);
    case ["commit"]:
        return await CommitRun.RunAsync();
    case ["pages"]:
        return await PagesRun.RunAsync();
    case ["calc", .. var rest]:
        return CalculationRun.Run(rest);
    case ["bare-hub", .. var rest]:
        return await BareHub.RunAsync(rest);
    case ["bare-circuit", .. var rest]:
        return await BareCircuit.RunAsync(rest);
    default:
        await Console.Error.WriteLineAsync(FanoutOptions.Usage);
        return 2;
}
