// A real mail server that misbehaves as it is told. It says its port, then a line of JSON for each letter that it took or dropped; it reads
// one order a line: "ok", "later N" (the next N letters are put off), "refuse" (no recipient is known), "drop N" (the next N letters are taken
// and the connection cut before the answer), "cut WHOM" (so is every letter to that address), "stall WHOM" (that address alone waits), "hold" (recipients wait until another order comes), "mute" (nobody is greeted), "ping N" (say so).
'use strict';
const readline = require('readline');
const { SMTPServer } = require('smtp-server');
const { simpleParser } = require('mailparser');

let mode = 'ok';
let left = 0;
let whom = '';
let held = [];
const say = line => process.stdout.write(JSON.stringify(line) + '\n');
const wait = answer => { held.push(answer); say({ event: 'held' }); };

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  hideSMTPUTF8: process.argv[3] === 'ascii',
  logger: false,
  closeTimeout: 100,
  onConnect: (session, answer) => (mode === 'mute' ? wait(answer) : answer()),
  onRcptTo: (address, session, answer) => {
    if (process.argv[3] === 'ascii' && /[^ -~]/.test(address.address)) return answer(Object.assign(new Error('5.6.7 Non-ASCII address'), { responseCode: 553 }));
    if (mode === 'refuse') return answer(Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 }));
    return mode === 'hold' || (mode === 'stall' && address.address === whom) ? wait(answer) : answer();
  },
  onData: async (stream, session, answer) => {
    const chunks = [];
    try {
      for await (const chunk of stream) chunks.push(chunk);
    } catch {
      // Whoever sent it was killed or gave up before its end: no letter.
      say({ event: 'cut' });
      return undefined;
    }
    const raw = Buffer.concat(chunks);
    const letter = await simpleParser(raw);
    const said = {
      id: letter.messageId, to: session.envelope.rcptTo.map(one => one.address), from: session.envelope.mailFrom.address, subject: letter.subject,
      headers: letter.headerLines.map(line => line.key), toName: letter.to.value.map(one => one.name), toAddress: letter.to.value.map(one => one.address), text: letter.text, html: letter.html || '',
      attachments: letter.attachments.map(one => ({ type: one.contentType, name: one.filename, text: one.content.toString('utf8') })),
    };
    if (mode === 'later' && left-- > 0) {
      say({ event: 'later', ...said });
      return answer(Object.assign(new Error('4.3.0 Try again later'), { responseCode: 451 }));
    }
    if ((mode === 'drop' && left-- > 0) || (mode === 'cut' && said.to.includes(whom))) {
      say({ event: 'dropped', ...said });
      for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy();
      return undefined;
    }
    say({ event: 'taken', ...said });
    return answer();
  },
});
server.on('error', () => {});
server.listen(Number(process.argv[2] || 0), '127.0.0.1', () => say({ event: 'port', port: server.server.address().port }));

readline.createInterface({ input: process.stdin }).on('line', order => {
  const [name, count] = order.split(' ');
  if (name === 'ping') return say({ event: 'pong', number: Number(count) });
  [mode, left, whom] = [name, Number(count || 0), count];
  const waiting = held;
  held = [];
  if (name !== 'hold' && name !== 'mute' && name !== 'stall') for (const answer of waiting) answer();
  say({ event: 'mode', mode });
}).on('close', () => process.exit(0));
