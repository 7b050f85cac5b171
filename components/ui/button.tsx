import { cva, type VariantProps } from 'class-variance-authority'
import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icon'

const button = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-colors duration-120 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
  {
    variants: {
      variant: {
        primary:
          'btn-primary border-azurite bg-azurite text-on-solid not-disabled:hover:border-(--azurite-deep) not-disabled:hover:bg-(--azurite-deep)',
        default: 'border-line bg-surface text-ink not-disabled:hover:border-line-strong [&_svg.i]:text-ink-2',
        ghost: 'border-transparent text-ink-2 not-disabled:hover:bg-hover not-disabled:hover:text-ink',
        danger: 'border-cinnabar bg-surface text-cinnabar not-disabled:hover:bg-cinnabar-soft',
      },
      size: {
        sm: 'h-[26px] px-[9px] text-12 coarse:h-9',
        md: 'h-8 px-3 text-13 coarse:h-11',
        lg: 'h-10 px-3.5 text-14 coarse:h-11',
      },
      square: { true: 'px-0', false: '' },
    },
    compoundVariants: [
      { variant: 'ghost', square: false, class: 'px-2' },
      { square: true, size: 'sm', class: 'w-[26px] coarse:w-9' },
      { square: true, size: 'md', class: 'w-8 coarse:w-11' },
      { square: true, size: 'lg', class: 'w-10 coarse:w-11' },
    ],
    defaultVariants: { variant: 'default', size: 'md', square: false },
  },
)

type Look = Omit<VariantProps<typeof button>, 'square'> & { icon?: IconName }

export type ButtonProps = Look &
  ComponentProps<'button'> & {
    /** While set, the button is busy and says what it is doing. */
    pending?: string | false
  }

export function Button({
  variant,
  size,
  icon,
  pending,
  className,
  children,
  type = 'button',
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(button({ variant, size }), className)}
      disabled={disabled || Boolean(pending)}
      aria-busy={pending ? true : undefined}
      {...rest}
    >
      {pending ? (
        <>
          <Icon name="retry" small={size === 'sm'} className="turning" />
          {pending}
        </>
      ) : (
        <>
          {icon ? <Icon name={icon} small={size === 'sm'} /> : null}
          {children}
        </>
      )}
    </button>
  )
}

/** A button with only a drawing; its name is spoken and shown as a tooltip by the browser. */
export function IconButton({
  variant = 'ghost',
  size,
  icon = 'more',
  label,
  className,
  type = 'button',
  ...rest
}: Look & Omit<ComponentProps<'button'>, 'children'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={clsx(button({ variant, size, square: true }), className)}
      {...rest}
    >
      <Icon name={icon} small={size === 'sm'} />
    </button>
  )
}

export type ButtonLinkProps = Look & ComponentProps<typeof Link> & { children: ReactNode }

export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={clsx(button({ variant, size }), className)} {...rest}>
      {icon ? <Icon name={icon} small={size === 'sm'} /> : null}
      {children}
    </Link>
  )
}

export { button as buttonLook }
