using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Board.Web.Reminders;

/// <summary>Hands letters over: to the mail server of the settings, or as files where there is none. One connection serves a whole round.</summary>
public sealed class MailPost(IOptions<BoardSettings> settings, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The longest that one letter may take, whatever the server does; shorter than a claim's lease.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>What a server says that ends the connection for reasons of its own.</summary>
    private const int ShuttingDown = 421;

    private SmtpClient? _client;

    /// <summary>Hands a letter over; null if it was taken.</summary>
    /// <param name="isOurs">Asked at the last moment before the letter is final: whether it still is ours to send.</param>
    public async Task<MailFault?> SendAsync(MimeMessage letter, Func<bool> isOurs, CancellationToken cancel)
    {
        if (settings.Value.Mail.Server is not { } server) return await KeepAsync(letter, isOurs, cancel);
        using var timeout = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        // Who answers at the door is there: what then goes wrong is this letter's, until the next one finds the door closed.
        var whose = MailFaultKind.Server;
        try
        {
            _client ??= new() { Timeout = (int)Longest.TotalMilliseconds };
            if (!_client.IsConnected) await ConnectAsync(_client, server, either.Token);
            whose = MailFaultKind.Passing;
            await _client.SendAsync(letter, either.Token, new LastLook(isOurs));
            return null;
        }
        catch (ClaimLostException)
        {
            Drop();
            return new(MailFaultKind.Lost, "lost");
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)refused.StatusCode != ShuttingDown)
        {
            // Whoever was refused need not cost the others their connection; where that is gone, the next one makes another.
            var permanent = (int)refused.StatusCode >= 500;
            return MailFault.Of(permanent ? MailFaultKind.Refused : MailFaultKind.Passing, $"{(int)refused.StatusCode} {refused.Message}");
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            // All letters come from that sender.
            Drop();
            return MailFault.Of(MailFaultKind.Server, $"{(int)refused.StatusCode} {refused.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Drop();
            return new(whose, $"no answer within {Longest.TotalSeconds:0} s");
        }
        catch (Exception said) when (said is IOException or SocketException or ProtocolException or SmtpCommandException or AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException or TimeoutException)
        {
            Drop();
            return MailFault.Of(whose, said.Message);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Drop();
        return ValueTask.CompletedTask;
    }

    private static async Task ConnectAsync(SmtpClient client, Uri server, CancellationToken cancel)
    {
        var tls = server.Scheme == "smtps";
        await client.ConnectAsync(server.Host, server.IsDefaultPort || server.Port < 0 ? (tls ? 465 : 25) : server.Port,
            tls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, cancel);
        if (server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
            await client.AuthenticateAsync(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), cancel);
    }

    // A letter's file has its identity as name: a second try after a crash replaces it.
    private async Task<MailFault?> KeepAsync(MimeMessage letter, Func<bool> isOurs, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(settings.Value.Mail.Pickup);
        var file = Path.Combine(folder, letter.MessageId!.Split('@')[0] + ".eml");
        try
        {
            // As it would go to a server that promises nothing: whatever reads the file need not guess how it is written.
            letter.Prepare(EncodingConstraint.SevenBit);
            Directory.CreateDirectory(folder);
            await using (var stream = File.Create(file + ".part")) await letter.WriteToAsync(stream, cancel);
            if (!isOurs()) return new(MailFaultKind.Lost, "lost");
            File.Move(file + ".part", file, overwrite: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return MailFault.Of(MailFaultKind.Server, fault.Message);
        }
    }

    // What was begun is never ended politely: a letter of which the server has not seen the end is no letter.
    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    /// <summary>MailKit reports each piece of a letter before it sends the end that makes it final: the last moment to stop.</summary>
    private sealed class LastLook(Func<bool> isOurs) : ITransferProgress
    {
        public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

        public void Report(long bytesTransferred)
        {
            if (!isOurs()) throw new ClaimLostException();
        }
    }

    private sealed class ClaimLostException : Exception;
}
