// A small REST client for seeding and looking, which behaves as a page of ours does: cookies, CSRF header, origin.

import type { Credentials } from './server.ts';
import { totp } from './phone_tools.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What the server answered; `body` is nothing where there was none. */
export interface Answer<Body = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

interface SignIn {
  readonly id: string;
  readonly status: 'pending' | 'complete';
  readonly methods: string[];
  readonly passed: string[];
}

export class ApiClient {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly baseUrl: string) {}

  /** Sign in by password, and by a code where the key of an authenticator app is given. */
  async signIn(who: Credentials, options: { totpKey?: string; returnTo?: string } = {}): Promise<SignIn> {
    const start = { user_name: who.userName, ...(options.returnTo === undefined ? {} : { return_to: options.returnTo }) };
    const { body: started } = await this.post<SignIn>('/sign-ins', start);
    let signIn = (await this.post<SignIn>(`/sign-ins/${started.id}/password`, { password: who.password })).body;
    if (options.totpKey !== undefined && signIn.status === 'pending') {
      const code = await totp(options.totpKey);
      signIn = (await this.post<SignIn>(`/sign-ins/${started.id}/totp`, { code })).body;
    }
    return signIn;
  }

  async get<Body = any>(path: string): Promise<Answer<Body>> {
    return this.expectSuccess<Body>('GET', path);
  }

  async post<Body = any>(path: string, body?: Json): Promise<Answer<Body>> {
    return this.expectSuccess<Body>('POST', path, body);
  }

  async delete(path: string): Promise<Answer> {
    return this.expectSuccess('DELETE', path, undefined, await this.version(path));
  }

  /** Change some fields of an object at the version that it has now. */
  async patch<Body = any>(path: string, body: Json): Promise<Answer<Body>> {
    return this.expectSuccess<Body>('PATCH', path, body, await this.version(path));
  }

  /** Replace a singleton at the version that it has now. */
  async put<Body = any>(path: string, body: Json): Promise<Answer<Body>> {
    return this.expectSuccess<Body>('PUT', path, body, await this.version(path));
  }

  /** Send anything and answer whatever comes, refusals as well. Paths are below `/api/v1`. */
  async send<Body = any>(
    method: string,
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const sent: Record<string, string> = {
      Accept: 'application/json',
      Origin: this.baseUrl,
      'X-Anteroom-CSRF': '1',
      ...(this.cookies.size === 0 ? {} : { Cookie: this.cookieHeader() }),
      ...(body === undefined ? {} : { 'Content-Type': contentType(method) }),
      ...headers,
    };
    const answer = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.keepCookies(answer.headers);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: parsed(text) as Body };
  }

  /** The session as a browser context takes it, to begin a story signed in. */
  browserCookies(): { name: string; value: string; url: string }[] {
    // A secure cookie is given by an address with TLS; on localhost the browser sends it without TLS as well.
    const url = this.baseUrl.replace('http://', 'https://');
    return [...this.cookies].map(([name, value]) => ({ name, value, url }));
  }

  private async expectSuccess<Body>(
    method: string,
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const answer = await this.send<Body>(method, path, body, headers);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} was answered by ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }

  private async version(path: string): Promise<Record<string, string>> {
    const { headers } = await this.send('GET', path);
    const tag = headers.get('etag');
    return tag === null ? {} : { 'If-Match': tag };
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const separator = pair.indexOf('=');
      const name = pair.slice(0, separator);
      const value = pair.slice(separator + 1);
      const ended = attributes.some((attribute) => attribute.trim().toLowerCase() === 'max-age=0');
      if (ended || value === '') {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
  }
}

function contentType(method: string): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
