import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Menu,
  Modal,
  Notification,
  Tooltip,
} from '@mantine/core'
import { accent, dark, gray } from './colors'

const SANS = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif"
const MONO = "'JetBrains Mono Variable', ui-monospace, SFMono-Regular, Menlo, monospace"

/** Milliseconds. Animations stay under 150 ms; reduced motion disables them. */
const transitionProps = { duration: 100 }

/** Controls are 32 px high. */
const buttonHeight = { '--button-height': '32px', '--button-padding-x': '12px' }
const inputHeight = { '--input-height': '32px', '--input-size': '32px' } as Record<string, string>

/** Sizes, typography and defaults of the Mantine components. `app/globals.css` has the semantic colors. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, gray, dark },
  white: '#ffffff',
  black: gray[9],
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '14px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '18px' },
    },
  },
  shadows: { xs: 'none', sm: 'none', md: 'var(--float)', lg: 'var(--float)', xl: 'var(--float)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_, { size }) => ({ root: size === 'sm' ? buttonHeight : {} }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 32 } }),
    Input: Input.extend({ defaultProps: { size: 'sm' }, vars: () => ({ wrapper: inputHeight }) }),
    Menu: Menu.extend({ defaultProps: { transitionProps, shadow: 'md', withinPortal: true } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps,
        centered: true,
        shadow: 'md',
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        transitionProps,
        openDelay: 200,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
})

/** Maps Mantine's colors to the portal's CSS variables, so that both themes are defined in one place. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    '--mantine-color-error': 'var(--trouble-ink)',
    '--mantine-color-success': 'var(--good-ink)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--ink-faint)',
    '--mantine-color-disabled-border': 'var(--line)',
  }
  return { variables: {}, light: variables, dark: variables }
}
