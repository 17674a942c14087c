//! "This was not me": the page behind the link of a notice. It needs nobody signed in, and it can only take away.

mod page;
mod report_state;

pub use page::ChangeReportPage;
