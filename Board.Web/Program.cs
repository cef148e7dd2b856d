using Board.Web.Commands;

// A figure goes out to many circuits at once, each with a buffer in hand until its browser has answered: a pool of 32, as the runtime keeps it,
// would make the rest anew each time. It takes the number from the environment alone, before it pools its first array.
const string pooled = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";
Environment.SetEnvironmentVariable(pooled, Environment.GetEnvironmentVariable(pooled) ?? "1024");

return await BoardCommands.RunAsync(args);
