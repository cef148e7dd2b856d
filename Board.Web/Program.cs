using Board.Web.Commands;

return await BoardCommands.RunAsync(args);
