// A provider of text messages: it takes what the preset for "Another provider" sends, and keeps it.

import { type IncomingMessage, type Server as HttpServer, createServer } from 'node:http';

import { expect } from '@playwright/test';

/** A message leaves within a second; a loaded machine may need more. */
const TEXT_MILLISECONDS_MAX = 20_000;

export interface TextMessage {
  readonly authorization: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly reference: string;
}

export class SmsGateway {
  private readonly taken: TextMessage[] = [];

  private constructor(
    /** Where messages are posted. */
    readonly url: string,
    private readonly server: HttpServer,
  ) {}

  static async start(): Promise<SmsGateway> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const gateway = new SmsGateway(`http://127.0.0.1:${port}/messages`, server);
    server.on('request', (request, response) => {
      void gateway.take(request).then(
        () => response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"accepted":true}'),
        (cause: unknown) => response.writeHead(400).end(String(cause)),
      );
    });
    return gateway;
  }

  /** The newest message to a number whose text matches; waits until there is one. */
  async messageTo(number: string, text: RegExp): Promise<TextMessage> {
    const find = () => this.messagesTo(number).filter((message) => text.test(message.text)).at(-1);
    await expect
      .poll(() => find() !== undefined, {
        message: `a text message to ${number} like ${text}`,
        timeout: TEXT_MILLISECONDS_MAX,
      })
      .toBe(true);
    return find() as TextMessage;
  }

  /** Every message to a number that has been taken, oldest first. */
  messagesTo(number: string): TextMessage[] {
    return this.taken.filter(({ to }) => to === number);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async take(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Omit<TextMessage, 'authorization'>;
    this.taken.push({ ...body, authorization: request.headers.authorization ?? '' });
  }
}
