namespace Board.Web.Shell;

/// <summary>A step on the way to a page.</summary>
public sealed record Crumb(string Title, string Path);
