import ReactMarkdown from 'react-markdown'
import { safeLink } from '@/domain/text/safe-link'
import classes from './markdown.module.css'

const ALLOWED = [
  ...['p', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'code', 'pre', 'blockquote', 'hr', 'br'],
  ...['h1', 'h2', 'h3', 'h4'],
]

/**
 * Renders Markdown written by staff: text, lists and web links. Drops HTML and images, and removes
 * the target of any other kind of link.
 */
export function Markdown({ children }: { children: string }) {
  return (
    <div className={classes.text}>
      <ReactMarkdown
        skipHtml
        allowedElements={ALLOWED}
        unwrapDisallowed
        urlTransform={(url) => safeLink(url) ?? ''}
        components={{
          a: ({ href, children: content }) =>
            href ? (
              <a href={href} target="_blank" rel="noreferrer noopener">
                {content}
              </a>
            ) : (
              content
            ),
          // Not real headings: the page has its own heading hierarchy.
          h1: ({ children: content }) => <p className={classes.heading}>{content}</p>,
          h2: ({ children: content }) => <p className={classes.heading}>{content}</p>,
          h3: ({ children: content }) => <p className={classes.heading}>{content}</p>,
          h4: ({ children: content }) => <p className={classes.heading}>{content}</p>,
        }}
      >
        {children}
      </ReactMarkdown>
    </div>
  )
}
