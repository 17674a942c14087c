//! Lists as tables that collapse into cards on a narrow screen.

use std::sync::Arc;

use leptos::prelude::*;

/// How a column shows one item.
type Render<T> = Arc<dyn Fn(&T) -> AnyView + Send + Sync>;

/// A column: its heading, and how it shows an item.
pub struct Column<T: 'static> {
    heading: String,
    render: Render<T>,
    narrow: bool,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self {
            heading: self.heading.clone(),
            render: Arc::clone(&self.render),
            narrow: self.narrow,
        }
    }
}

impl<T> Column<T> {
    /// A column.
    pub fn new<V: IntoView + 'static>(
        heading: impl Into<String>,
        render: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Self {
        Self {
            heading: heading.into(),
            render: Arc::new(move |item| render(item).into_any()),
            narrow: false,
        }
    }

    /// Makes the column as narrow as its content, at the end of the row: for badges and menus.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }
}

/// A table of items. The first column names the row; give it a link where an item has a page.
#[component]
pub fn DataTable<T>(
    /// What the table lists, for screen readers.
    #[prop(into)]
    caption: String,
    columns: Vec<Column<T>>,
    items: Vec<T>,
) -> impl IntoView
where
    T: Send + Sync + 'static,
{
    let headings = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" class:data-table__narrow=column.narrow>
                    {column.heading.clone()}
                </th>
            }
        })
        .collect_view()
        .into_any();
    let rows = items
        .iter()
        .map(|item| {
            let cells = columns
                .iter()
                .enumerate()
                .map(|(position, column)| {
                    cell(
                        position == 0,
                        column.narrow,
                        column.heading.clone(),
                        (column.render)(item),
                    )
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view()
        .into_any();
    frame(caption, headings, rows)
}

fn cell(first: bool, narrow: bool, heading: String, content: AnyView) -> AnyView {
    if first {
        view! { <th scope="row" class="data-table__name">{content}</th> }.into_any()
    } else {
        view! {
            <td class:data-table__narrow=narrow data-label=heading>
                {content}
            </td>
        }
        .into_any()
    }
}

fn frame(caption: String, headings: AnyView, rows: AnyView) -> AnyView {
    view! {
        <div class="data-table">
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{headings}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
