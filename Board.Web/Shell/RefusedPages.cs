using Microsoft.AspNetCore.Components.Endpoints;

namespace Board.Web.Shell;

/// <summary>
/// A page that has refused its reader would still be drawn, empty, inside its frame. What it draws is left out, so that the notice of the refusal is
/// shown in its place. Of a page that is not found the framework leaves it out itself.
/// </summary>
public static class RefusedPages
{
    /// <summary>Leaves out what refused pages draw. Belongs after the routing.</summary>
    public static void UseRefusedPages(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next();
            return;
        }
        var response = http.Response;
        var body = response.Body;
        response.Body = new Sheet(response, body);
        try
        {
            await next();
        }
        finally
        {
            response.Body = body;
        }
        if (!response.HasStarted && IsRefused(response)) response.ContentType = null;
    });

    private static bool IsRefused(HttpResponse response) => response.StatusCode == StatusCodes.Status403Forbidden;

    private sealed class Sheet(HttpResponse response, Stream body) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            IsRefused(response) ? ValueTask.CompletedTask : body.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => IsRefused(response) ? Task.CompletedTask : body.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!IsRefused(response)) body.Write(buffer, offset, count);
        }

        public override void Flush()
        {
            if (!IsRefused(response)) body.Flush();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
