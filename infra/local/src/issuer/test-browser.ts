/** For tests: as much of a browser as signing in takes; cookies by path, and no redirect followed unasked. */
export interface TestBrowser {
  /** `path` may be a whole URL; a redirect is answered, not followed. */
  ask(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects as long as they stay on the issuer. */
  follow(url: string, init?: RequestInit): Promise<{ response: Response; url: string }>;
  readonly cookies: ReadonlyMap<string, string>;
}

export function testBrowser(issuerUrl: string): TestBrowser {
  const jar = new Map<string, { value: string; path: string }>();
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url, issuerUrl);
    const cookie = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(new URL(url, issuerUrl), {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', cookie, ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, { value, path: /path=([^;]+)/i.exec(line)?.[1] ?? '/' });
    }
    return response;
  };
  return {
    ask,
    async follow(url, init) {
      let response = await ask(url, init);
      let at = url;
      for (;;) {
        const location = response.headers.get('location');
        if (location === null) return { response, url: at };
        at = new URL(location, issuerUrl).href;
        if (!at.startsWith(`${issuerUrl}/`)) return { response, url: at };
        response = await ask(at);
      }
    },
    get cookies() {
      return new Map([...jar].map(([name, { value }]) => [name, value]));
    },
  };
}
