namespace Board.Web.Shell;

/// <summary>Marks a page whose charts are drawn by a script that sets the style of what it draws.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ChartPageAttribute : Attribute;
