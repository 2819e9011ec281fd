const length = 100;

/** The page of a list that its query asks for, a hundred at a time. `items`: newest first, later ones with higher numbers. */
export const pageOf = <Item extends { readonly number: number }>(
  items: readonly Item[],
  address: string,
  query: URLSearchParams,
) => {
  const cursor = query.get('cursor');
  const start = Number(Buffer.from(cursor ?? '', 'base64url').toString());
  const first = cursor === null ? 0 : items.findIndex(({ number }) => number <= start);
  const from = first < 0 ? items.length : first;
  const link = (at: number): string | null => {
    const item = items[at];
    if (item === undefined) return null;
    const linked = new URLSearchParams(query);
    linked.set('cursor', Buffer.from(String(item.number)).toString('base64url'));
    return `${address}?${linked}`;
  };
  return {
    next: link(from + length),
    previous: from > 0 ? link(Math.max(0, from - length)) : null,
    page: items.slice(from, from + length),
  };
};
