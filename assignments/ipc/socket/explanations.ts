/** What the checks of `ipc/socket` are called, why they matter, and what to think about when one fails. */
import type { Text } from 'interleave';

const says = (en: string, zh: string): Text => ({ en, zh });

export const asks = {
  title: says('The client asks and takes its replies', '客户端提出请求并取回应答'),
  rationale: says(
    'A server that still waits for requests and a client that waits for the end of the replies wait for ever.',
    '服务器还在等请求，客户端却在等应答结束，双方就会永远等下去。',
  ),
  help: says(
    'How does the server learn that nothing more will be asked? Can the client still receive then?',
    '服务器怎样得知不会再有请求？那时客户端还能接收吗？',
  ),
};

export const asksEarly = {
  title: says('The client may start before the server', '客户端可以先于服务器启动'),
  rationale: says(
    'Nobody orders the start of two processes: connect may come before bind, and between bind and listen.',
    '两个进程的启动没有先后保证：connect 可能早于 bind，也可能恰在 bind 与 listen 之间。',
  ),
  help: says(
    'With which errors does connect fail at each of these moments?',
    '在这些时刻，connect 分别以什么错误失败？',
  ),
};

export const repliesInPieces = {
  title: says('A reply may come in pieces', '应答可能分片到达'),
  rationale: says(
    'A stream has no messages: one read may return half a reply, or two and a half.',
    '流中没有消息边界：一次读取可能得到半条应答，也可能得到两条半。',
  ),
  help: says(
    'Is a reply found by its newline? What if a piece ends inside a character? Does one write take everything?',
    '应答是按换行划分的吗？若分片恰好断在一个字符中间呢？一次 write 会全部写入吗？',
  ),
};

export const serves = {
  title: says('The server answers one request after the other', '服务器逐个应答请求'),
  rationale: says(
    'A client may wait for each reply before it asks again.',
    '客户端可能在收到每个应答之后才提出下一个请求。',
  ),
  help: says('Is a request answered as soon as its newline has come?', '换行一到，请求就被应答了吗？'),
};

export const closes = {
  title: says('A connection is closed when its client has ended', '客户端结束后连接即被关闭'),
  rationale: says(
    'A client that reads to the end waits until the server closes its side.',
    '一直读到结束的客户端要等服务器关闭它那一侧。',
  ),
  help: says(
    'Who has descriptors of that connection? When is each of them closed?',
    '谁持有这条连接的描述符？它们各在何时关闭？',
  ),
};

export const halfClose = {
  title: says('Everything that was asked is answered', '提出的请求全部得到应答'),
  rationale: says(
    'The end of the requests is not the end of the connection: the client still waits for replies.',
    '请求的结束不等于连接的结束：客户端还在等待应答。',
  ),
  help: says(
    'How many requests may one read return? Which of them are answered when the next read returns nothing?',
    '一次读取可能得到几个请求？下一次读取返回空时，其中哪些已被应答？',
  ),
};

export const requestsInPieces = {
  title: says('A request may come in pieces', '请求可能分片到达'),
  rationale: says(
    'A stream has no messages: what was sent by one call may come by several.',
    '流中没有消息边界：一次调用发送的内容可能分多次到达。',
  ),
  help: says(
    'What is kept of a request that has only begun? How many bytes did write take?',
    '只到了一部分的请求怎样保存？write 写入了多少字节？',
  ),
};

export const stalePath = {
  title: says('A path that was left behind is no obstacle', '遗留的路径不成为障碍'),
  rationale: says(
    'The path of a socket outlives the server. After a crash the next one finds it in its way.',
    '套接字的路径比服务器活得更久。服务器崩溃后，下一个服务器会被它挡住。',
  ),
  help: says('What does bind say when the path exists?', '路径已存在时，bind 会报告什么？'),
};

export const nothingLeft = {
  title: says('No path is left behind', '不遗留路径'),
  rationale: says('Closing the socket does not remove its name.', '关闭套接字并不会删除它的名字。'),
  help: says('Look into the folder after your program.', '程序结束后到目录里看一看。'),
};

export const slowClient = {
  title: says('A slow client delays nobody', '慢客户端不拖延任何人'),
  rationale: says(
    'A server that waits for one client makes all the others wait with it.',
    '只等一个客户端的服务器，会让所有其他客户端陪着一起等。',
  ),
  help: says('In which calls does your server wait, and for whom?', '你的服务器在哪些调用中等待？等的是谁？'),
};

export const goneClient = {
  title: says('A client that goes away is no misfortune', '客户端离开不会造成事故'),
  rationale: says(
    'Writing to a client that has gone sends SIGPIPE; reading from it may fail with ECONNRESET.',
    '向已离开的客户端写入会引发 SIGPIPE；从它读取可能以 ECONNRESET 失败。',
  ),
  help: says(
    'Three things can happen after a client has closed its socket. Which of them end your server?',
    '客户端关闭套接字后可能发生三种情况。哪些会终止你的服务器？',
  ),
};

export const several = {
  title: says('Your server and your clients together', '服务器与多个客户端协同工作'),
  rationale: says(
    'Both sides were tried alone; together nothing may be different.',
    '双方已分别测试过；合在一起也不应有任何不同。',
  ),
  help: says('Do both sides keep to the handout, or to each other?', '双方遵守的是讲义，还是彼此的习惯？'),
};
