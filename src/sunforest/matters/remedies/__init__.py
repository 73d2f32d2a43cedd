"""救济与监督: reconsideration and lawsuits over answers, correction of one's own record, complaints about disclosure."""
