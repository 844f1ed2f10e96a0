// The look: one accent, quiet greys, and a colour of its own for each bucket, all with AA contrast in light and dark.
// Everything that is not Mantine's is a CSS variable named --cb-…, used by the style sheets beside the components.
import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f0f1ff',
  '#e0e2ff',
  '#c1c5fc',
  '#a3a9f7',
  '#858cf0',
  '#6a71e6',
  '#565cd9',
  '#4a4fc4',
  '#3d42a8',
  '#30348a',
];
const gray: MantineColorsTuple = [
  '#f8f8f6',
  '#f1f1ee',
  '#e8e8e4',
  '#dbdbd6',
  '#c4c4bf',
  '#8d8d89',
  '#656563',
  '#4c4c4a',
  '#343433',
  '#20201f',
];
const dark: MantineColorsTuple = [
  '#e4e4e1',
  '#cbcbc8',
  '#a3a3a6',
  '#77787d',
  '#3b3d43',
  '#2d2f33',
  '#232528',
  '#1a1b1e',
  '#151618',
  '#101112',
];

const FONT =
  "'Segoe UI Variable Text', 'Segoe UI', -apple-system, BlinkMacSystemFont, Inter, 'Noto Sans', 'Liberation Sans', sans-serif";

/** Mantine's theme: small type, small radii, a focus ring that the keyboard always shows. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, gray, dark },
  white: '#ffffff',
  black: '#20201f',
  fontFamily: FONT,
  fontSizes: { xs: '11.5px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '17px', lineHeight: '1.3' },
      h2: { fontSize: '15px', lineHeight: '1.35' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      // The smallest is a target all the same.
      vars: (_theme, { size }) => ({ root: size === 'compact-xs' ? { '--button-height': '24px' } : {} }),
    }),
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, fz: 'xs' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 90 } } },
    Menu: { defaultProps: { transitionProps: { duration: 60 }, shadow: 'md' } },
  },
});

type Shades = { ink: string; soft: string };
const LIGHT: Record<string, Shades> = {
  fresh: { ink: '#842b99', soft: '#f8ebfb' },
  overdue: { ink: '#b0241c', soft: '#fdeceb' },
  now: { ink: '#14663a', soft: '#e5f4ea' },
  waiting: { ink: '#855000', soft: '#fcf0da' },
  today: { ink: '#1b5a9f', soft: '#e6f0fb' },
  later: { ink: '#57536f', soft: '#efeef5' },
  parked: { ink: '#5a5a58', soft: '#efefec' },
};
const DARK: Record<string, Shades> = {
  fresh: { ink: '#e0a6ed', soft: '#37223c' },
  overdue: { ink: '#ff9f95', soft: '#40211f' },
  now: { ink: '#83d6a0', soft: '#18341f' },
  waiting: { ink: '#efc06e', soft: '#392c15' },
  today: { ink: '#94c4f8', soft: '#1a2d42' },
  later: { ink: '#bcb8d6', soft: '#2c2a39' },
  parked: { ink: '#acadb0', soft: '#2b2c2f' },
};

const shades = (tones: Record<string, Shades>): Record<`--${string}`, string> =>
  Object.fromEntries(
    Object.entries(tones).flatMap(([name, { ink, soft }]) => [
      [`--cb-${name}`, ink],
      [`--cb-${name}-soft`, soft],
    ]),
  );

/** The variables of both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f7f5',
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': '#b0241c',
    '--cb-surface': '#ffffff',
    '--cb-raised': '#ffffff',
    '--cb-sunken': '#f1f1ee',
    '--cb-line': '#e3e3de',
    '--cb-line-strong': '#cfcfc9',
    '--cb-text': '#20201f',
    '--cb-quiet': '#5c5c5a',
    '--cb-hover': '#f4f4f1',
    '--cb-selected': '#eceeff',
    '--cb-accent': '#4a4fc4',
    '--cb-ring': '#4a4fc4',
    '--cb-toast': '#26262a',
    '--cb-toast-text': '#f5f5f3',
    '--cb-toast-link': '#b9befc',
    ...shades(LIGHT),
  },
  dark: {
    '--mantine-color-body': '#17181a',
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': '#ff9f95',
    '--cb-surface': '#1d1e21',
    '--cb-raised': '#232528',
    '--cb-sunken': '#151618',
    '--cb-line': '#2e3034',
    '--cb-line-strong': '#43454b',
    '--cb-text': '#e4e4e1',
    '--cb-quiet': '#a9a9ac',
    '--cb-hover': '#222427',
    '--cb-selected': '#2a2c47',
    '--cb-accent': '#a9aefb',
    '--cb-ring': '#a9aefb',
    '--cb-toast': '#e9e9e6',
    '--cb-toast-text': '#1c1c1d',
    '--cb-toast-link': '#3d42a8',
    ...shades(DARK),
  },
});
