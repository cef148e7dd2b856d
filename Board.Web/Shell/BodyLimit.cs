using Microsoft.AspNetCore.Http.Metadata;

namespace Board.Web.Shell;

/// <summary>The largest body that a call takes, in bytes.</summary>
public sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
