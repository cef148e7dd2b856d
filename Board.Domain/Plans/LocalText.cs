namespace Board.Domain.Plans;

/// <summary>A short text of the plan file in the two languages of the product.</summary>
/// <param name="Vi">Vietnamese, never empty.</param>
/// <param name="En">English, never empty.</param>
public sealed record LocalText(string Vi, string En);
