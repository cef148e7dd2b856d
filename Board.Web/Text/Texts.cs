namespace Board.Web.Text;

/// <summary>Names the resource of what people read on the pages: Vietnamese is neutral, English beside it.</summary>
public sealed class Texts;
