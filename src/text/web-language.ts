/** What only the web page says. */
export type WebWords = {
  readonly sections: Readonly<Record<'play' | 'clips' | 'gallery', string>>;
  readonly skip: string;
  readonly menu: string;
  readonly language: string;
  readonly footer: string;
  /** The page that says what went wrong. */
  readonly trouble: { readonly title: string; readonly notFound: string; readonly home: string };
  /** The page that asks for the access key. */
  readonly key: {
    readonly key: string;
    readonly title: string;
    readonly lead: string;
    readonly label: string;
    readonly submit: string;
  };
};
