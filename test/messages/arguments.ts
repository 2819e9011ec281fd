import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTimeElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/** What a message needs for one of the values it names. */
export type Argument = {
  readonly type: 'string' | 'number' | 'Date';
  /** The branches of a choice or plural. */
  readonly branches: readonly string[];
  readonly plural: 'cardinal' | 'ordinal' | null;
};

/** Parses a message. Throws a SyntaxError with the `location` of what is wrong. */
export const parseMessage = (text: string): MessageFormatElement[] =>
  parse(text, { ignoreTag: true, captureLocation: true });

const argumentOf = (element: MessageFormatElement): [string, Argument] | null => {
  if (isArgumentElement(element)) return [element.value, { type: 'string', branches: [], plural: null }];
  if (isNumberElement(element)) return [element.value, { type: 'number', branches: [], plural: null }];
  if (isDateElement(element) || isTimeElement(element))
    return [element.value, { type: 'Date', branches: [], plural: null }];
  if (isSelectElement(element))
    return [element.value, { type: 'string', branches: Object.keys(element.options), plural: null }];
  if (isPluralElement(element)) {
    const plural = element.pluralType ?? 'cardinal';
    return [element.value, { type: 'number', branches: Object.keys(element.options), plural }];
  }
  return null;
};

/** Every use of a value in a message, branches included. */
export const argumentsIn = (elements: readonly MessageFormatElement[]): [string, Argument][] =>
  elements.flatMap((element) => {
    const own = argumentOf(element);
    const inner =
      isSelectElement(element) || isPluralElement(element)
        ? Object.values(element.options).flatMap(({ value }) => argumentsIn(value))
        : [];
    return own === null ? inner : [own, ...inner];
  });

/** The values a message names with the type of each; a number stays one where it is also shown as it is. */
export const typesIn = (text: string): Map<string, Argument['type']> => {
  const types = new Map<string, Argument['type']>();
  for (const [name, { type }] of argumentsIn(parseMessage(text)))
    if (type !== 'string' || !types.has(name)) types.set(name, type);
  return types;
};
