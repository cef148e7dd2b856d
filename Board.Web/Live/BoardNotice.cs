using Board.Domain.Plans;

namespace Board.Web.Live;

/// <summary>What every page and answer must say of the figures: "số liệu minh họa" in the demo; nothing otherwise.</summary>
public sealed record BoardNotice(LocalText? Text);
