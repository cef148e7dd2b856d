namespace Board.Web.Text;

/// <summary>Names the resource of MudBlazor's own words, by its keys: Vietnamese is neutral, English beside it.</summary>
public sealed class MudTexts;
