using Board.Domain.Plans;

namespace Board.Web.Access;

/// <summary>What every page of an account needs beside its content.</summary>
/// <param name="Asset">Maps a file of wwwroot to its address.</param>
/// <param name="Notice">What must stand on every page; null where nothing must.</param>
/// <param name="Path">The page's own path.</param>
/// <param name="Query">What a change of language must keep, as <c>code=…</c>.</param>
/// <param name="FormField">Name of the field that shows that a form came from here.</param>
/// <param name="FormToken">Its value.</param>
/// <param name="SignedIn">True where it is drawn for somebody who is in.</param>
public sealed record AccountFrame(Func<string, string> Asset, LocalText? Notice, string Path, string? Query, string FormField, string FormToken, bool SignedIn);
